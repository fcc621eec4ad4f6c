"""The rules that content must keep, one a file; each is a function from a pack to its problems."""

from deskbreak.catalog.pack import Rule
from deskbreak.catalog.rules.amounts_are_known import amounts_are_known
from deskbreak.catalog.rules.avoided_movements_are_named import avoided_movements_are_named
from deskbreak.catalog.rules.cautions_are_said import cautions_are_said
from deskbreak.catalog.rules.cues_take_time import cues_take_time
from deskbreak.catalog.rules.doses_are_the_sources import doses_are_the_sources
from deskbreak.catalog.rules.doses_lead_on import doses_lead_on
from deskbreak.catalog.rules.facts_are_attached import facts_are_attached
from deskbreak.catalog.rules.facts_exist import facts_exist
from deskbreak.catalog.rules.figures_exist import figures_exist
from deskbreak.catalog.rules.forms_are_honest import forms_are_honest
from deskbreak.catalog.rules.ids_are_free import ids_are_free
from deskbreak.catalog.rules.ids_are_plain import ids_are_plain
from deskbreak.catalog.rules.lengths_are_true import lengths_are_true
from deskbreak.catalog.rules.names_are_free import names_are_free
from deskbreak.catalog.rules.names_lead_somewhere import names_lead_somewhere
from deskbreak.catalog.rules.no_circles import no_circles
from deskbreak.catalog.rules.packs_credit_their_own import packs_credit_their_own
from deskbreak.catalog.rules.packs_name_known_facts import packs_name_known_facts
from deskbreak.catalog.rules.pairs_have_partners import pairs_have_partners
from deskbreak.catalog.rules.rounds_agree import rounds_agree
from deskbreak.catalog.rules.sides_agree import sides_agree
from deskbreak.catalog.rules.sources_are_known import sources_are_known
from deskbreak.catalog.rules.steps_name_exercises import steps_name_exercises

# Kept by every pack.
RULES: tuple[Rule, ...] = (
    ids_are_plain,
    ids_are_free,
    names_are_free,
    packs_credit_their_own,
    packs_name_known_facts,
    steps_name_exercises,
    names_lead_somewhere,
    no_circles,
    figures_exist,
    avoided_movements_are_named,
    sides_agree,
    amounts_are_known,
    doses_lead_on,
    forms_are_honest,
    pairs_have_partners,
    rounds_agree,
    lengths_are_true,
    cues_take_time,
)

# Kept by the shipped content besides: it can prove every figure and every claim from content/sources.
RULES_OF_SOURCES: tuple[Rule, ...] = (
    sources_are_known,
    doses_are_the_sources,
    facts_exist,
    facts_are_attached,
    cautions_are_said,
)
