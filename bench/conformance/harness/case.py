"""A case: what a client sends, what the origin answers, and the outcomes that the RFCs permit."""

from dataclasses import dataclass, field
from typing import Callable, Optional

CRLF = "\r\n"


class Step:
    """A thing that a client does beside sending bytes."""

    def __init__(self, name):
        self.name = name


WAIT = Step("wait for one more final response, or for the end of the connection")
AGAIN = Step("go on with a new connection")
HALF_CLOSE = Step("say that nothing more will be sent")
CLOSE = Step("close")
RESET = Step("close with a reset")


@dataclass(frozen=True)
class Answer:
    """What the origin does with one request: bytes and pauses, then `keep`, `close`, `reset` or `hang` the connection."""

    steps: tuple = ()
    then: str = "keep"
    on: str = "request"  # or "head": do not wait for the body


@dataclass(frozen=True)
class Case:
    """`send` holds bytes, pauses in seconds and Steps; any of `outcomes` will do."""

    name: str
    rule: str
    weight: int
    send: tuple
    outcomes: tuple
    answers: tuple = ()
    methods: tuple = ()
    patience: float = 3.0
    family: str = field(default="", compare=False)


@dataclass(frozen=True)
class Outcome:
    """A named judgement; `fault` says what is wrong with an observation, or None."""

    name: str
    fault: Callable[[object], Optional[str]]


def case(name, rule, weight, send, *outcomes, answers=(), methods=(), patience=3.0):
    """A case of one row; `send` may be a single text, `answers` a single answer."""
    return Case(name, rule, weight, _steps(send), outcomes, _answers(answers), tuple(methods), patience)


def head(start, *fields):
    """A head with its blank line."""
    return CRLF.join((start, *fields)) + CRLF + CRLF


def get(*fields, target="/"):
    """A GET with a Host field in front of `fields`."""
    return head(f"GET {target} HTTP/1.1", "Host: a.test", *fields)


def post(*fields, body="", target="/"):
    """A POST whose framing is among `fields`."""
    return head(f"POST {target} HTTP/1.1", "Host: a.test", *fields) + body


def chunked(body, *fields):
    """A POST with `body` in chunked framing, written out by the caller."""
    return post("Transfer-Encoding: chunked", *fields, body=body)


def ok(*fields, body="ok", status="200 OK"):
    """A response with a Content-Length."""
    return head(f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *fields) + body


def encoded(text):
    """Bytes of a text; each character is one octet."""
    return text.encode("latin-1") if isinstance(text, str) else text


def _steps(send):
    if isinstance(send, (str, bytes)):
        send = (send,)
    return tuple(encoded(step) for step in send)


def _answers(answers):
    if isinstance(answers, (str, bytes, Answer)):
        answers = (answers,)
    return tuple(_answer(each) for each in answers)


def _answer(answer):
    if not isinstance(answer, Answer):
        return Answer((encoded(answer),))
    return Answer(tuple(encoded(step) for step in answer.steps), answer.then, answer.on)
