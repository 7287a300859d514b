"""People, engagements, sign-in, roles over units."""
