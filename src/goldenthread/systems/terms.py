"""The words of systems: kinds of scope, relation, change and refusal."""

from enum import StrEnum


class ScopeKind(StrEnum):
    """What a canvas can be filled in for."""

    NATION = "nation"
    REGION = "region"
    SYSTEM = "system"
    PLACE = "place"
    ORGANISATION = "organisation"
    PATHWAY = "pathway"


SCOPE_KIND_NAMES = {
    ScopeKind.NATION: "Nation",
    ScopeKind.REGION: "Region",
    ScopeKind.SYSTEM: "System",
    ScopeKind.PLACE: "Place",
    ScopeKind.ORGANISATION: "Organisation",
    ScopeKind.PATHWAY: "Pathway",
}


class OrganisationKind(StrEnum):
    """What an organisation is, in the widest sense that helps to compare like with like."""

    TRUST = "trust"
    GP_PRACTICE = "gp_practice"
    PRIMARY_CARE_NETWORK = "pcn"
    COUNCIL = "council"
    ICB = "icb"
    PHARMACY = "pharmacy"
    CHARITY = "charity"
    SOCIAL_CARE = "social_care"
    OTHER = "other"


ORGANISATION_KIND_NAMES = {
    OrganisationKind.TRUST: "NHS trust",
    OrganisationKind.GP_PRACTICE: "GP practice",
    OrganisationKind.PRIMARY_CARE_NETWORK: "Primary care network",
    OrganisationKind.COUNCIL: "Council",
    OrganisationKind.ICB: "Integrated care board",
    OrganisationKind.PHARMACY: "Pharmacy",
    OrganisationKind.CHARITY: "Charity or community group",
    OrganisationKind.SOCIAL_CARE: "Social care provider",
    OrganisationKind.OTHER: "Other organisation",
}


class PlaceSource(StrEnum):
    """Which parts of an integrated care board become the places of its system."""

    SUB_ICBS = "sub_icbs"
    LOCAL_AUTHORITIES = "local_authorities"
    NONE = "none"


PLACE_SOURCE_NAMES = {
    PlaceSource.LOCAL_AUTHORITIES: "Local authorities",
    PlaceSource.SUB_ICBS: "Sub-ICB locations",
    PlaceSource.NONE: "None for now",
}


KIND_PLURALS = {
    ScopeKind.NATION: "Nations",
    ScopeKind.REGION: "Regions",
    ScopeKind.SYSTEM: "Systems",
    ScopeKind.PLACE: "Places",
    ScopeKind.ORGANISATION: "Organisations",
    ScopeKind.PATHWAY: "Pathways",
}
KIND_WORDS = {
    ScopeKind.PLACE: "A town, a borough or another part of the area with its own partnership.",
    ScopeKind.ORGANISATION: "A trust, a practice, a council, a charity.",
    ScopeKind.PATHWAY: "The way of care for one need, such as diabetes or maternity.",
}


class CodeScheme(StrEnum):
    """Who gave a scope its code."""

    GSS = "gss"  # nine characters, Office for National Statistics
    ODS = "ods"  # Organisation Data Service
    NONE = ""


class ChangeKind(StrEnum):
    """How a scope can change on a stated day."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    MOVE = "move"
    CLOSE = "close"


class PeopleRefusal(StrEnum):
    """Why something about people and roles is refused."""

    NOT_YOURS_TO_GIVE = "not_yours_to_give"
    ABOVE_YOUR_OWN = "above_your_own"
    ROLE_OF_A_SYSTEM = "role_of_a_system"
    SCOPE_CLOSED = "scope_closed"
    HAS_ROLE = "has_role"
    ALREADY_INVITED = "already_invited"
    ROLE_ENDED = "role_ended"
    LAST_ADMINISTRATOR = "last_administrator"
    INVITATION_OVER = "invitation_over"
    OTHER_ADDRESS = "other_address"


class ScopeRefusal(StrEnum):
    """Why a scope may not be added or set right."""

    KIND_NOT_HERE = "kind_not_here"
    LIES_NOWHERE = "lies_nowhere"
    PARENT_CLOSED = "parent_closed"
    CANNOT_LIE_THERE = "cannot_lie_there"
    CODE_SHAPE = "code_shape"
    CODE_TAKEN = "code_taken"
    NAME_TAKEN = "name_taken"
    HAS_ADMINISTRATOR = "has_administrator"


class ChangeRefusal(StrEnum):
    """Why a scope may not change, or a change not be taken back."""

    IS_CLOSED = "is_closed"
    NOT_ONE_SYSTEM = "not_one_system"
    NOT_ONE_KIND = "not_one_kind"
    NOT_FOR_THIS_KIND = "not_for_this_kind"
    IN_THE_FUTURE = "in_the_future"
    BEFORE_LAST_CHANGE = "before_last_change"
    TOO_FEW = "too_few"
    TOO_MANY = "too_many"
    SAME_NAME = "same_name"
    NAME_TAKEN = "name_taken"
    SAME_PLACE = "same_place"
    SOMETHING_LIES_IN_IT = "something_lies_in_it"
    TAKEN_BACK = "taken_back"
    TOO_LATE = "too_late"
    CHANGED_SINCE = "changed_since"
    USED_SINCE = "used_since"
    PEOPLE_SINCE = "people_since"
