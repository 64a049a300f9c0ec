package greenbelt.gateway.routing;

import greenbelt.gateway.hygiene.CanonicalTarget;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.http.Headers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How a request differs from what is forwarded, and an answer from what the client receives.
///
/// @param from what is taken off the beginning of the path; every path of the route has it
/// @param to what is put there instead
public record Rewrite(String from, String to, Fields request, Fields response) {
    /// Everything passes as it is.
    public static final Rewrite NONE = new Rewrite("", "", Fields.UNCHANGED, Fields.UNCHANGED);

    /// What is done to header fields.
    ///
    /// @param set by name, each to one value
    /// @param remove by name
    public record Fields(Map<String, String> set, Set<String> remove) {
        /// They stay as they are.
        public static final Fields UNCHANGED = new Fields(Map.of(), Set.of());

        public Fields {
            set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
            remove = Collections.unmodifiableSet(new LinkedHashSet<>(remove));
        }

        /// These fields, changed.
        public Headers apply(Headers headers) {
            var changed = headers;
            for (var name : remove) {
                changed = changed.without(name);
            }
            for (var field : set.entrySet()) {
                changed = changed.with(field.getKey(), field.getValue());
            }
            return changed;
        }

        private List<String> sentences(String whose) {
            var sentences = new ArrayList<String>();
            set.forEach((name, value) ->
                    sentences.add("the %s gets %s: %s".formatted(whose, name, value)));
            remove.forEach(name -> sentences.add("the %s loses %s".formatted(whose, name)));
            return sentences;
        }
    }

    /// The target to forward, judged again: what is forwarded is what was judged.
    public Verdict<CanonicalTarget> target(CanonicalTarget asked) {
        if (from.equals(to)) {
            return new Verdict.Passed<>(asked);
        }
        var path = to + asked.path().substring(from.length());
        return CanonicalTarget.judge(path.isEmpty() ? "/" : path, asked.query());
    }

    /// What it does, one sentence each; none when it does nothing.
    List<String> sentences() {
        var sentences = new ArrayList<String>();
        if (!from.equals(to)) {
            sentences.add(
                    from.isEmpty()
                            ? to + " is put in front of the path"
                            : to.isEmpty()
                                    ? from + " is taken off the path"
                                    : "%s at the beginning of the path becomes %s"
                                            .formatted(from, to));
        }
        sentences.addAll(request.sentences("request"));
        sentences.addAll(response.sentences("answer"));
        return sentences;
    }
}
