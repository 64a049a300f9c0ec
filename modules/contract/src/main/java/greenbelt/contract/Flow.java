package greenbelt.contract;

/// Who sees to it that an order gets what it needs.
public enum Flow {
    /// The order service: it asks the others for one thing after the other, and hears their answers.
    ORCHESTRATION,
    /// Nobody: each service hears what has happened, does its part, and says so.
    CHOREOGRAPHY
}
