package greenbelt.gateway.routing;

import greenbelt.gateway.resilience.Fallback;
import greenbelt.gateway.resilience.Mirror;
import greenbelt.gateway.resilience.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What happens to the requests of a route when their service fails, and who gets copies of them.
public record Resilience(
        Optional<Retries> retries, Optional<Fallback> fallback, Optional<Mirror> mirror) {
    /// Nothing of it.
    public static final Resilience NONE =
            new Resilience(Optional.empty(), Optional.empty(), Optional.empty());

    /// What it says, one sentence each.
    List<String> sentences() {
        var sentences = new ArrayList<String>();
        retries.ifPresent(it -> sentences.add(it.sentence()));
        fallback.ifPresent(it -> sentences.add(it.sentence()));
        mirror.ifPresent(it -> sentences.add(it.sentence()));
        return sentences;
    }
}
