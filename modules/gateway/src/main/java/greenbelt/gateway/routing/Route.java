package greenbelt.gateway.routing;

import greenbelt.gateway.identity.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of the route table: which requests go where, who may send them, and what holds for them.
///
/// @param name unique in its table; what spans, logs and people call it
/// @param weight when several routes share the same requests
public record Route(
        String name,
        Match match,
        Optional<Weight> weight,
        Rewrite rewrite,
        Destination destination,
        Access access,
        Policies policies) {

    /// What it does with its requests, one sentence each.
    public List<String> sentences() {
        var sentences = new ArrayList<String>();
        sentences.add(access.sentence());
        sentences.addAll(policySentences());
        return sentences;
    }

    /// What holds for its requests once their sender may send them, one sentence each.
    public List<String> policySentences() {
        var sentences = new ArrayList<String>(policies.sentences());
        sentences.addAll(rewrite.sentences());
        return sentences;
    }

    @Override
    public String toString() {
        return name;
    }
}
