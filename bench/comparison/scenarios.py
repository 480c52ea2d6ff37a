"""What is measured: the harness's scenarios by their names there, and our own."""

BACKEND_PORT = 9001
API_COUNTS = (1, 1_000, 10_000)
SHARED = "-shared"
COMPARED = ("s1", "s2", "s3h", "s3r", "s4", "s5", "s6", "s7e", "s7r", "s7he", "s7hr")
HANDSHAKES = ("s7he", "s7hr")
PARTS = (*COMPARED, "lookup", "large", "startup", "idle")
LARGE_GATEWAYS = ("sluice", "envoy")
LARGE_RATE = 10_000
LARGE_MEMORY_MIB = 256

BEARER = '--header "Authorization: Bearer @hs256.jwt"'


def lookup(count):
    return f"s4x{count}"


def own(harness):
    """Our scenarios in the form of the harness that lies in the folder `harness`."""
    many = {lookup(count): _shared(harness, count) for count in API_COUNTS}
    large = {
        "f": "large",
        "n": 1000,
        "a": f"--path-file {harness}/conf/paths.1000 --conns 64 {BEARER}",
        "rate": LARGE_RATE,
        "t": "1,000 APIs x (message logging, rate limit, JWT HS256, header injection), GET 1 KiB"}
    return many | {"large": large}


def _shared(harness, count):
    return {
        "f": "routes",
        "n": f"{count}{SHARED}",
        "a": f"--path-file {harness}/conf/paths.{count}{SHARED} --conns 64",
        "t": f"{count:,} APIs, one upstream address for all, GET 1 KiB, c=64"}
