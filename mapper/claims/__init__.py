"""Find the claims of a report: who says, denies or admits that what was done, by whom, where and when."""

from __future__ import annotations

from collections.abc import Sequence

from mapper.claims.accusations import denials, double, settle_denied
from mapper.claims.actors import find_actors
from mapper.claims.arguments import Cast
from mapper.claims.assemble import Assembly
from mapper.claims.draft import ids, record
from mapper.claims.echoes import echoes
from mapper.claims.events import find_events
from mapper.claims.places import Ground
from mapper.claims.repeats import fold_repeats
from mapper.claims.scene import lay_out
from mapper.claims.speakers import Voices
from mapper.claims.statements import find_statements
from mapper.claims.talks import find_talks
from mapper.claims.worlds import Worlds
from mapper.language import Language
from mapper.records import Claim, Mention, Report, Sentence

__all__ = ["claims"]


def claims(
    report: Report, sentences: Sequence[Sentence], mentions: Sequence[Mention], language: Language
) -> tuple[Claim, ...]:
    """The claims of a report in reading order; each field has a trace to the words that it rests on."""
    scene = lay_out(report, sentences, mentions, language)
    actors = find_actors(scene)
    voices = Voices(scene, actors)
    worlds = Worlds(scene)
    assembly = Assembly(scene, Cast(scene, actors), Ground(scene))
    assembly.add(find_events(scene, actors, voices, worlds))
    drafts = double(scene, assembly.drafts)
    settle_denied(drafts)
    drafts += list(denials(scene, voices, drafts))
    drafts += list(echoes(scene, voices, drafts))
    drafts += find_talks(scene, actors, voices, drafts)
    drafts += find_statements(scene, voices, drafts, worlds)
    folded = fold_repeats(scene, drafts)
    return tuple(
        record(draft, claim_id, report)
        for draft, claim_id in zip(folded, ids(folded, report.id), strict=True)
    )
