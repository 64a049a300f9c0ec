package greenbelt.gateway.policy;

import greenbelt.telemetry.Tracer;

/// What the gateway decides about a request: each is an attribute of its span, and a sentence.
public enum Decision {
    /// What is asked for can mean only one thing.
    TARGET("target"),
    /// The headers can mean only one thing.
    HEADERS("headers"),
    /// Which route takes it, and why.
    ROUTE("route"),
    /// Who sends it.
    SENDER("sender"),
    /// Whether there may be more of its kind.
    LIMIT("limit"),
    /// Whether there may be more under way.
    CONCURRENCY("concurrency"),
    /// Whether its body is small enough.
    BODY("body"),
    /// Whether the answer is one that was kept.
    CACHE("cache"),
    /// Whether a copy of it goes elsewhere.
    MIRROR("mirror"),
    /// What is forwarded, and to whom.
    FORWARDED("forwarded"),
    /// Which time it is sent, on the span of that try.
    TRY("try"),
    /// What came of one try, on its span.
    OUTCOME("outcome"),
    /// How often it was sent, and what came of it.
    TRIES("tries"),
    /// Why the answer is one that was prepared.
    FALLBACK("fallback"),
    /// Why it goes no further.
    REFUSAL("refusal");

    private final String key;

    Decision(String key) {
        this.key = "greenbelt.gateway." + key;
    }

    /// The name of the span's attribute.
    public String key() {
        return key;
    }

    /// Writes it on the span of the request. Queries and headers stay out: they may carry secrets.
    public void note(String sentence) {
        Tracer.annotate(key, sentence);
    }
}
