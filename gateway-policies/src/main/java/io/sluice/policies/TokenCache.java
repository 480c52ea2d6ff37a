package io.sluice.policies;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The verified tokens of one loop, by their whole text, of which the recently used ones are kept.
 *
 * <p>There are two generations: when the young one is full it becomes the old one and what was old is forgotten; what is used again becomes young.
 */
final class TokenCache {
    private static final int MOST_CHARACTERS = 4 << 20;

    private final int mostTokens;
    private Map<String, VerifiedToken> young = new HashMap<>();
    private Map<String, VerifiedToken> old = Map.of();
    private int characters;

    /** @param mostTokens in one generation */
    TokenCache(int mostTokens) {
        this.mostTokens = mostTokens;
    }

    /** Null if it is not there or was verified with other keys. */
    @Nullable
    VerifiedToken get(String text, KeySet keys) {
        VerifiedToken token = young.get(text);
        if (token == null) {
            token = old.get(text);
            if (token != null && token.keys() == keys) {
                put(text, token);
            }
        }
        return token != null && token.keys() == keys ? token : null;
    }

    void put(String text, VerifiedToken token) {
        if (young.size() >= mostTokens || characters + text.length() > MOST_CHARACTERS) {
            old = young;
            young = new HashMap<>();
            characters = 0;
        }
        young.put(text, token);
        characters += text.length();
    }

    int size() {
        return young.size() + old.size();
    }
}
