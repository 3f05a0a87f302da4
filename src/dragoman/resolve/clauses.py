"""Where a clause ends and another with its own verb begins."""

from __future__ import annotations

import re

RELATIVE = re.compile(
    r"(?:\s(?:who|whose|whom|which)|,\s(?:(?:of|to|in|for|by|with|from|most of)\s)?(?:whose|whom|which|where))\s",
    re.IGNORECASE,
)
JOINED = re.compile(r"[,;]\s(?:and|but|while|whereas|although|though|as|or|so|yet)\s(?=(?P<clause>.*))", re.DOTALL)
OWN_VERB = re.compile(  # a subject, which may be long, and a finite verb
    r"(?!(?:also|then|later|now)\b)(?:[^\s,;]+\s){1,12}?(?:is|are|was|were|has|have|had|will|would|may|might|can|could|must|did|does|do"
    r"|said|says|told|made|took|gave|went|came|fell|left|held|met|sent|put|set|began|broke|shot|fought|won|lost|\w{2,}ed)\b"
)


def is_parted(between: str) -> bool:
    """Whether words lead over to a clause with a subject and a verb of its own, which does not end before they do."""
    relative = [*RELATIVE.finditer(between)]
    if relative and "," not in between[relative[-1].end() :]:
        return True
    return any(OWN_VERB.match(joined["clause"]) for joined in JOINED.finditer(between))
