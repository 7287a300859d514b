"""What comes in: tables and the policy, read and checked, each fault said where it stands."""
