package greenbelt.gateway.routing;

import greenbelt.http.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which requests a route is for: all of it must fit.
///
/// @param methods never empty; `HEAD` is where `GET` is
/// @param host empty for any
/// @param headers by name
/// @param query by name
public record Match(
        PathPattern path,
        Set<Method> methods,
        Optional<Host> host,
        List<Condition> headers,
        List<Condition> query) {
    public Match {
        methods = Collections.unmodifiableSet(withHead(methods));
        headers = byName(headers);
        query = byName(query);
    }

    private static List<Condition> byName(List<Condition> conditions) {
        return conditions.stream().sorted(Comparator.comparing(Condition::name)).toList();
    }

    private static EnumSet<Method> withHead(Set<Method> methods) {
        var all = EnumSet.copyOf(methods);
        if (all.contains(Method.GET)) {
            all.add(Method.HEAD);
        }
        return all;
    }

    /// Whether a request fits in everything but its method.
    boolean fitsButForMethod(Asked asked) {
        return path.matches(asked.segments()) && objectionsBesides(asked).isEmpty();
    }

    boolean fits(Asked asked) {
        return methods.contains(asked.method()) && fitsButForMethod(asked);
    }

    /// Why a request does not fit, as the ends of sentences; none when it does.
    List<String> objections(Asked asked) {
        var objections = new ArrayList<String>();
        if (!path.matches(asked.segments())) {
            objections.add("it is for " + path);
        }
        if (!methods.contains(asked.method())) {
            objections.add("it is for " + methodsInWords());
        }
        objections.addAll(objectionsBesides(asked));
        return objections;
    }

    private List<String> objectionsBesides(Asked asked) {
        if (host.isEmpty() && headers.isEmpty() && query.isEmpty()) {
            return List.of();
        }
        var objections = new ArrayList<String>();
        host.filter(it -> asked.host().filter(it::takes).isEmpty())
                .ifPresent(it -> objections.add("it is for the host " + it.text()));
        headers.stream()
                .filter(it -> asked.header(it.name()).filter(it::takes).isEmpty())
                .forEach(it -> objections.add("it wants the header " + it));
        query.stream()
                .filter(it -> asked.parameter(it.name()).filter(it::takes).isEmpty())
                .forEach(it -> objections.add("it wants the query parameter " + it));
        return objections;
    }

    /// Whether every request that fits the other fits this one too.
    boolean covers(Match other) {
        return path.covers(other.path)
                && methods.containsAll(other.methods)
                && host.map(mine -> other.host.filter(mine::covers).isPresent()).orElse(true)
                && cover(headers, other.headers)
                && cover(query, other.query);
    }

    private static boolean cover(List<Condition> mine, List<Condition> others) {
        return mine.stream().allMatch(one -> others.stream().anyMatch(one::covers));
    }

    /// Whether some request fits both.
    boolean overlaps(Match other) {
        return path.overlaps(other.path)
                && methods.stream().anyMatch(other.methods::contains)
                && host.flatMap(mine -> other.host.map(mine::overlaps)).orElse(true)
                && meet(headers, other.headers)
                && meet(query, other.query);
    }

    private static boolean meet(List<Condition> mine, List<Condition> others) {
        return mine.stream().noneMatch(one -> others.stream().anyMatch(one::excludes));
    }

    /// More for a narrower match: one that another covers, and does not equal, has more than that.
    int narrowness() {
        return path.narrowness()
                + Method.values().length
                - methods.size()
                + host.map(Host::narrowness).orElse(0)
                + Stream.concat(headers.stream(), query.stream())
                        .mapToInt(Condition::narrowness)
                        .sum();
    }

    /// Why a request of this method fits, as the end of a sentence.
    String reason(Method method) {
        var reasons = new ArrayList<String>();
        reasons.add(path.reason());
        reasons.add("the method is " + method);
        host.ifPresent(it -> reasons.add("the host is " + it.text()));
        headers.forEach(it -> reasons.add("the header is there: " + it));
        query.forEach(it -> reasons.add("the query parameter is there: " + it));
        return String.join(", ", reasons);
    }

    /// What a request must have besides path and method, one phrase each.
    public List<String> conditions() {
        var conditions = new ArrayList<String>();
        host.ifPresent(it -> conditions.add("host " + it.text()));
        headers.forEach(it -> conditions.add("header " + it));
        query.forEach(it -> conditions.add("query " + it));
        return conditions;
    }

    private String methodsInWords() {
        return methods.stream().map(Method::name).collect(Collectors.joining(", "));
    }
}
