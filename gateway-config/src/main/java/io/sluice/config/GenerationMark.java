package io.sluice.config;

/**
 * Where counting goes on: the last configuration that was accepted.
 *
 * @param number 0 if there was none
 * @param hash of its contents; a configuration with the same one is the same generation
 */
public record GenerationMark(long number, String hash) {
    public static GenerationMark none() {
        return new GenerationMark(0, "");
    }

    long numberOf(String other) {
        return other.equals(hash) ? number : number + 1;
    }
}
