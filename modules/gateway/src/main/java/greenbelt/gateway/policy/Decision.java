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
    /// What is forwarded, and to whom.
    FORWARDED("forwarded"),
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
