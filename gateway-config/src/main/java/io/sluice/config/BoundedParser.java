package io.sluice.config;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.parser.Parser;

/** Passes on what another parser finds until it is too deep or too much, and remembers which brackets are open. */
final class BoundedParser implements Parser {
    /** Mappings and lists inside each other. */
    static final int DEEPEST = 50;

    /** What is wrong with more of them. */
    static final String TOO_DEEP = "mappings and lists may be nested at most " + DEEPEST + " deep";

    private final Parser parser;
    private final Deque<CollectionStartEvent> open = new ArrayDeque<>();
    private int room;

    /** Thrown where a bound is passed. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Mark mark;

        Exceeded(String message, Mark mark) {
            super(message);
            this.mark = mark;
        }

        Mark mark() {
            return mark;
        }
    }

    /** @param room how many values there may be */
    BoundedParser(Parser parser, int room) {
        this.parser = parser;
        this.room = room;
    }

    int room() {
        return room;
    }

    /** Where the innermost bracket or brace is that has not been closed, null if there is none. */
    @Nullable
    Mark openBracket() {
        CollectionStartEvent innermost = open.peek();
        return innermost == null || !innermost.isFlow() ? null : innermost.getStartMark();
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event getEvent() {
        Event event = parser.getEvent();
        if (event instanceof CollectionStartEvent start) {
            open.push(start);
        } else if (event instanceof CollectionEndEvent) {
            open.pop();
        }
        if (open.size() > DEEPEST) {
            throw new Exceeded(TOO_DEEP, event.getStartMark());
        }
        if (event instanceof NodeEvent && --room < 0) {
            String message = "a file may hold at most " + YamlReader.MOST_VALUES + " keys and values";
            throw new Exceeded(message, event.getStartMark());
        }
        return event;
    }
}
