package greenbelt.gateway.identity;

import java.util.Arrays;
import java.util.Optional;

/// With what a sender can say who they are.
public enum Credential {
    /// A signed token, in the header `authorization`.
    TOKEN("token", "a valid token"),
    /// A key of a program, in the header `x-api-key`.
    KEY("key", "a known key");

    private final String word;
    private final String inWords;

    Credential(String word, String inWords) {
        this.word = word;
        this.inWords = inWords;
    }

    /// What the file calls it.
    public String word() {
        return word;
    }

    String inWords() {
        return inWords;
    }

    /// The one that the file calls by this word.
    public static Optional<Credential> of(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
    }
}
