package greenbelt.gateway;

import greenbelt.gateway.Explanation.Forwarded;
import greenbelt.gateway.cors.Cors;
import greenbelt.gateway.hygiene.CanonicalTarget;
import greenbelt.gateway.hygiene.HeaderHygiene;
import greenbelt.gateway.limit.RateLimit;
import greenbelt.gateway.routing.Asked;
import greenbelt.gateway.routing.Destination;
import greenbelt.gateway.routing.Route;
import greenbelt.gateway.verdict.Refusal;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Goes the way of a request, by the same checks in the same order, and says what they say. Nobody is asked for keys, and
/// nothing is counted.
final class Explainer {
    /// Who would send it: as the network names them.
    private static final String SENDER = "sender";

    private static final String NEW_ID = "(a new one)";

    private final Edition edition;
    private final Request request;
    private final List<String> decided = new ArrayList<>();
    private List<String> others = List.of();
    private Optional<Route> route = Optional.empty();
    private Optional<Forwarded> forwarded = Optional.empty();

    private Explainer(Edition edition, Request request) {
        this.edition = edition;
        this.request = request;
    }

    /// What an edition of the routes would do with a request.
    static Explanation explain(Edition edition, Request request) {
        var explainer = new Explainer(edition, request);
        return explainer.explanation(explainer.judge());
    }

    private Explanation explanation(Verdict<?> verdict) {
        return new Explanation(
                request.method() + " " + request.target(),
                decided,
                others,
                route.map(Route::name),
                route.map(this::policies).orElse(List.of()),
                forwarded,
                verdict instanceof Refused<?>(var refusal)
                        ? Optional.of(refused(refusal))
                        : Optional.empty());
    }

    private List<String> policies(Route taking) {
        return Stream.of(
                        edition.routing().limits().stream().map(RateLimit::sentence),
                        taking.policySentences().stream(),
                        edition.safeguards().sentences(taking).stream())
                .flatMap(it -> it)
                .toList();
    }

    private static Explanation.Refused refused(Refusal refusal) {
        return new Explanation.Refused(refusal.problem().status(), refusal.problem().detail());
    }

    private Verdict<Route> judge() {
        return CanonicalTarget.judge(request.path(), request.query())
                .then(target -> {
                    decided.add("the target is canonical");
                    return HeaderHygiene.judge(request.headers())
                            .then(headers -> {
                                decided.add("the headers are unambiguous");
                                return find(new Asked(request.method(), target, headers));
                            });
                })
                .then(this::forward);
    }

    private Verdict<Route> find(Asked asked) {
        var table = edition.routing().table();
        var found = edition.find(asked, request.from(SENDER), _ -> 0);
        route = found.passed();
        route.ifPresent(it -> decided.add(edition.why(it, request)));
        others = table.others(route, asked, Explanation.MOST_OTHERS);
        return found;
    }

    private Verdict<Route> forward(Route taking) {
        var cors = taking.policies().cors().filter(_ -> Cors.preflightOf(request).isPresent());
        if (cors.isPresent()) {
            return cors.get().preflight(request).then(_ -> new Passed<>(taking));
        }
        decided.add(taking.access().sentence());
        var principal = taking.access().example();
        var headers =
                HeaderHygiene.forService(
                        request.headers(),
                        edition.origin(request.from(SENDER)),
                        NEW_ID,
                        principal.fields());
        return switch (taking.destination()) {
            case Destination.ApiDescription _ -> {
                decided.add("the gateway itself answers with the description of the API");
                yield new Passed<>(taking);
            }
            case Destination.To(var upstream) ->
                    taking.rewrite()
                            .target(new CanonicalTarget(request.path(), request.query()))
                            .then(target -> {
                                var fields = taking.rewrite().request().apply(headers).fields();
                                forwarded =
                                        Optional.of(
                                                new Forwarded(
                                                        upstream,
                                                        request.method() + " " + whole(target),
                                                        fields.stream()
                                                                .map(it ->
                                                                        it.name()
                                                                                + ": "
                                                                                + it.value())
                                                                .toList()));
                                return new Passed<>(taking);
                            });
        };
    }

    private static String whole(CanonicalTarget target) {
        return target.query().isEmpty() ? target.path() : target.path() + "?" + target.query();
    }
}
