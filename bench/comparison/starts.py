"""Several starts of Sluice, because one start of a JVM differs from the next by more than what is to be shown."""

MANY = "sluice"


def names(gateways, count):
    """The gateways with `count` starts of ours between the others, so that all are measured at nearly the same moments."""
    others = [name for name in gateways.split(",") if name != MANY]
    ours = [_name(start) for start in range(1, count + 1)] if MANY in gateways.split(",") else []
    turns = max(len(ours), len(others))
    return ",".join(name for turn in range(turns) for name in (*ours[turn:turn + 1], *others[turn:turn + 1]))


def entries(gateways, count):
    """What the harness needs to know of each start: the same as of the first."""
    return {_name(start): gateways[MANY] for start in range(2, count + 1)}


def merged(result):
    """A result in which the rounds of all starts stand under one name; one without gateways stays as it is."""
    if "gateways" not in result:
        return result
    together = {}
    for name, each in result["gateways"].items():
        of = MANY if name.startswith(MANY + "-") else name
        first = together.get(of)
        together[of] = each | {"starts": 1} if first is None else _joined(first, each)
    return result | {"gateways": together}


def _joined(first, each):
    return first | {"sat": first["sat"] + each["sat"], "bad": first["bad"] + each["bad"], "starts": first["starts"] + 1}


def _name(start):
    return MANY if start == 1 else f"{MANY}-{start}"
