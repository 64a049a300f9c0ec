package greenbelt.shard.write;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What a statement that writes to several shards promises; an option of whoever runs it.
public enum Atomicity {
    /// See [BestEffort].
    BEST_EFFORT,
    /// See [TwoPhase].
    TWO_PHASE;

    /// The word for it, such as `two-phase`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The one with this word. Throws [IllegalArgumentException], with the words there are.
    public static Atomicity of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "expected %s, was \"%s\""
                                        .formatted(
                                                Arrays.stream(values())
                                                        .map(Atomicity::word)
                                                        .collect(Collectors.joining(" or ")),
                                                word)));
    }
}
