"""Signed links: how somebody without an account reaches one page, for a time."""

from django.db import models

from sapar.core.models import PublicIdModel


class SignedLink(PublicIdModel):
    """256 random bits, kept only as a hash. Opening one changes nothing: mail scanners do."""

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=9, help_text="public id of the record it leads to")
    address = models.EmailField(help_text="the registered address: codes go there and nowhere else")
    language = models.CharField(max_length=2)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    first_confirmed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "subject_id"])]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject_id}"


class LinkCode(models.Model):
    """A short code mailed to the registered address: a browser that enters it may use the link."""

    link = models.ForeignKey(SignedLink, on_delete=models.CASCADE, related_name="codes")
    code_hash = models.CharField(
        max_length=64, blank=True, help_text="empty until the mail is written"
    )
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"code for {self.link}"
