package greenbelt.gateway;

import static greenbelt.telemetry.Log.field;

import greenbelt.gateway.identity.Principal;
import greenbelt.gateway.policy.Decision;
import greenbelt.gateway.policy.Passage;
import greenbelt.gateway.routing.Destination;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.telemetry.Log;
import greenbelt.telemetry.LogEntry.Field;
import greenbelt.telemetry.Tracer;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.Optional;

/// One line for each request, when its answer begins; who asked, and why it was refused, also on its span.
///
/// Queries, headers and bodies are left out: they may carry secrets. The length of an answer is there when it is known before
/// it is sent; a remote is the address that limits count, so that of a trusted proxy's client.
final class AccessLog {
    private final World world;
    private final Log log;

    AccessLog(World world, Log log) {
        this.world = world;
        this.log = log;
    }

    /// A request on its way through the gateway.
    ///
    /// @param edition by which it is judged, to its end
    /// @param id the same in every log that has to do with it
    record Visit(Request request, Edition edition, String id, long beganNanos) {}

    /// Writes down what became of a visit.
    ///
    /// @param admitted what it was let in as, if it was
    void write(
            Visit visit, Optional<Passage> admitted, Verdict<Response> outcome, Response response) {
        var fields = new ArrayList<Field>();
        fields.add(field("method", visit.request().method()));
        fields.add(field("path", visit.request().path()));
        fields.add(field("status", response.status()));
        response.body().length().ifPresent(bytes -> fields.add(field("bytes", bytes)));
        fields.add(field("micros", (world.nanoTime() - visit.beganNanos()) / 1_000));
        fields.add(field("remote", visit.edition().origin(visit.request()).address()));
        admitted.ifPresent(it -> {
            fields.add(field("route", it.route().name()));
            switch (it.principal()) {
                case Principal.User(var user, _) -> {
                    fields.add(field("user", user));
                    Tracer.annotate("enduser.id", user);
                }
                case Principal.Client(var name, _) -> {
                    fields.add(field("client", name));
                    Tracer.annotate("greenbelt.client", name);
                }
                case Principal.Anonymous _ -> {}
            }
            if (it.route().destination() instanceof Destination.To(var upstream)) {
                fields.add(field("upstream", upstream));
            }
        });
        if (outcome instanceof Refused<Response>(var refusal)) {
            fields.add(field("because", refusal.problem().detail()));
            Decision.REFUSAL.note(refusal.problem().detail());
        }
        fields.add(field("request", visit.id()));
        Tracer.annotate("greenbelt.request_id", visit.id());
        log.info("answered", fields.toArray(Field[]::new));
    }
}
