"""The values of a claim's fields in words."""

from __future__ import annotations

from mapper.explain.printed import Shown, listed, say
from mapper.records import Claim, Count, Equipment, Location
from mapper.sides import sides
from mapper.taxonomy import event_types


def event(claim: Claim) -> Shown:
    known = event_types().get(claim.event_type)
    return say("event", name=known.labels["en"] if known else claim.event_type, id=claim.event_type)


def side(name: str) -> Shown:
    known = sides().get(name)
    return say("side", name=known.labels["en"], id=name) if known else listed([name])


def speaker(claim: Claim) -> Shown:
    where = side(claim.claimant_side)
    who = say("speaker_said", name=claim.claimant, side=where) if claim.claimant else None
    shown = who or say("speaker_unnamed", side=where)
    return say("via", speaker=shown, via=claim.via) if claim.via else shown


def target(claim: Claim) -> Shown:
    if not claim.target:
        return say("target_unnamed", kind=claim.target_class)
    return say("target", target=claim.target, kind=claim.target_class)


def place(text: str, location: Location) -> Shown:
    """The place as written and as understood, with what else it may be."""
    shown = say(
        "place_at",
        name=location.name,
        km=f"{location.radius_km:g}",
        relation=location.relation,
        level=location.level,
    )
    if location.others:
        shown = say("place_or", place=shown, others=listed(location.others))
    elif location.unsure:
        shown = say("place_unsure", place=shown)
    if location.start is None or location.end is None:
        return shown
    return say("place", words=text[location.start : location.end], place=shown)


def date(claim: Claim) -> Shown:
    first, last = claim.date_from or claim.date_to, claim.date_to or claim.date_from
    if first is None:
        shown = say("date_open")
    elif first == last:
        shown = say("day", first=first)
    else:
        shown = say("days", first=first, last=last)
    if claim.date_basis:
        shown = say("basis", days=shown, basis=claim.date_basis)
    return say("told", days=shown, words=claim.time_text) if claim.time_text else shown


def harmed(claim: Claim, count: Count) -> Shown:
    """How many people, of whom, and whether it is a total that goes on growing."""
    if count.high is None:
        shown = say("at_least", low=count.low)
    elif count.low == count.high:
        shown = say("exactly", low=count.low)
    else:
        shown = say("between", low=count.low, high=count.high)
    if claim.casualty_class:
        shown = say("of_class", count=shown, kind=claim.casualty_class)
    return say("total", count=shown) if claim.cumulative else shown


def equipment(item: Equipment) -> Shown:
    if item.count is None:
        return say("item", item=item.item)
    return say("items", count=item.count, item=item.item)
