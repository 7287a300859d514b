"""The form that answers an appeal: which fact is put right, how, and the reasons."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapar.selection.appealing import Fact, FactKind, Manner

POINTS = re.compile(r"\d{1,3}([.,]\d{1,3})?", re.ASCII)
HIGHEST = Decimal(100)


class AskedField(forms.ChoiceField):
    """Needed for one of the buttons, so it is not marked as optional."""

    def validate(self, value: str) -> None:
        """Nothing to say about an empty one: the form names what its button needs."""
        if value:
            super().validate(value)


class AskedText(forms.CharField):
    """The same for text."""

    def validate(self, value: str) -> None:
        """As above."""


class AppealForm(forms.Form):
    """Three buttons send it: ``show`` stores nothing, ``uphold`` and ``dismiss`` decide. `seen` and
    `shown` say for which situation and which fact the difference was shown."""

    kind = AskedField(
        label=gettext_lazy("Which fact is to be put right?"),
        choices=[("", gettext_lazy("None: the result was right")), *FactKind.choices],
        widget=forms.RadioSelect,
    )
    score = AskedText(
        label=gettext_lazy("Total score"),
        help_text=gettext_lazy("0 to 100 points, for example 84.5; only for another total score."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    place = AskedField(
        label=gettext_lazy("Wish"),
        help_text=gettext_lazy("Only for a wish that counts as eligible."),
    )
    manner = AskedField(
        label=gettext_lazy("How is it carried out?"),
        widget=forms.RadioSelect,
    )
    reason = AskedText(
        label=gettext_lazy("Reasons"),
        help_text=gettext_lazy("The applicant reads them."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        hosts: Sequence[tuple[str, str]],
        manners: Sequence[Manner],
        version: int,
    ) -> None:
        super().__init__(data, initial={"version": version})
        self.hosts, self.manners, self.kept_version = hosts, manners, version
        if not hosts:
            kinds = [one for one in self.fields["kind"].choices if one[0] != FactKind.WISH]  # type: ignore[attr-defined]
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["place"].choices = [("", "—"), *hosts]  # type: ignore[attr-defined]
        self.fields["manner"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in manners
        ]

    @property
    def asks_to_see(self) -> bool:
        return not self.asks_to_uphold and self.data.get("do") != "dismiss"

    @property
    def asks_to_uphold(self) -> bool:
        return bool(self.data.get("do") == "uphold")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        if self.asks_to_uphold or self.asks_to_see:
            self._ask_for("kind", _("Choose the fact that is to be put right."))
        if kind == FactKind.SCORE and "score" not in self.errors:
            self._read_score(cleaned.get("score", ""))
        if kind == FactKind.WISH:
            self._ask_for("place", _("Choose the wish that is to count as eligible."))
        if self.asks_to_uphold:
            self._ask_for("manner", _("Choose how the appeal is carried out."))
        if not self.asks_to_see:
            self._ask_for("reason", _("Write the reasons: the applicant reads them."))
        return cleaned

    def _ask_for(self, name: str, message: str) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, message)

    def _read_score(self, given: str) -> None:
        written = given.strip().replace(",", ".")
        if not POINTS.fullmatch(given.strip()) or Decimal(written) > HIGHEST:
            message = _("“%(given)s” does not read as a total score. Expected are 0 to 100 points.")
            self.add_error("score", message % {"given": given})
            return
        self.cleaned_data["thousandths"] = int(Decimal(written) * 1000)

    @property
    def fact(self) -> Fact | None:
        """What was chosen, of a valid form."""
        given = self.cleaned_data
        if not given["kind"]:
            return None
        kind = FactKind(given["kind"])
        return Fact(
            kind,
            score=given["thousandths"] if kind == FactKind.SCORE else None,
            place=given["place"] if kind == FactKind.WISH else "",
        )

    def was_seen(self, situation: str) -> bool:
        """Whether the difference was shown for this very fact, as things stand now; a dismissal
        without any fact shows none."""
        if self.fact is None:
            return True
        given = self.cleaned_data
        return bool(given["seen"] == situation and given["shown"] == _as_text(self.fact))

    def seen_with(self, situation: str) -> AppealForm:
        """The same form with what its reader has been shown now."""
        assert self.fact is not None  # noqa: S101  (nothing is shown without one)
        given = {name: self.data[name] for name in self.data}
        manner = given.get("manner") or Manner.FROZEN.value
        data = {**given, "manner": manner, "seen": situation, "shown": _as_text(self.fact)}
        form = AppealForm(data, hosts=self.hosts, manners=self.manners, version=self.kept_version)
        form.is_valid()
        return form


def _as_text(fact: Fact) -> str:
    return f"{fact.kind}:{'' if fact.score is None else fact.score}:{fact.place}"
