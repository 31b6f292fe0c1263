"""The machine of ``lifecycle.py`` as a page of documentation: a picture and a table, drawn from the code."""

from incidents.choices import REQUEST_STATES, State
from incidents.lifecycle import edges

INTRODUCTION = """# The lifecycle of an incident

Drawn from `incidents/lifecycle.py` by `make docs`; a test keeps it current.

The machine moves only inside a door of `incidents/actions/` (`acting_on`), which holds the row's lock, has checked the
right and the state, and records. Three things stand behind it: a receiver that refuses a transition outside a door, a
trigger that lets only the pairs of states below through and lets a row be born only as *detected*, and a test that
walks every transition for every role. `-->` arrows that lead back to their own state change other fields: a hold is an
overlay, not a state.
"""


def page() -> str:
    """The whole page, Markdown with a Mermaid diagram."""
    return "\n".join([INTRODUCTION, *_diagram(), "", *_table(), "", *_requests(), ""])


def _diagram() -> list[str]:
    arrows = [f"    {edge.source} --> {edge.target}: {_verb(edge.meaning)}" for edge in edges()]
    return ["```mermaid", "stateDiagram-v2", "    [*] --> detected: detect", *arrows, "    closed --> [*]", "    cancelled --> [*]", "```"]  # fmt: skip


def _table() -> list[str]:
    rows = [f"| `{edge.name}` | {edge.source} | {edge.target} | {edge.meaning} |" for edge in edges()]
    return ["| transition | from | to | meaning |", "|---|---|---|---|", *rows]


def _requests() -> list[str]:
    named = ", ".join(f"*{state.value}* reads “{label}”" for state, label in REQUEST_STATES.items())
    return ["## Service requests", "", f"They walk the same machine under names of their own (SPEC A11): {named}. "
            f"A request that needs approval cannot leave *{State.CLASSIFIED.value}* before it is given."]  # fmt: skip


def _verb(meaning: str) -> str:
    return meaning.split(":")[0]
