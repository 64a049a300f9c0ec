package greenbelt.shard.sql;

import greenbelt.json.Words;
import java.util.Collection;

/// Finds the name that was probably meant.
public final class Names {
    private Names() {}

    /// `name`, and which of the known ones is nearest to it, if one is near.
    public static String withNearest(String name, Collection<String> known) {
        return Words.nearest(name, known.stream().sorted().toList())
                .map(nearest -> "%s (did you mean %s?)".formatted(name, nearest))
                .orElse(name);
    }
}
