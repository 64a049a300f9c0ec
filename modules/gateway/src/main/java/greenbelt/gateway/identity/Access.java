package greenbelt.gateway.identity;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Who may use a route.
///
/// @param by with what a sender can say who they are; none: anybody may, without saying
/// @param scopes what a sender must be allowed, all of it
public record Access(Set<Credential> by, List<String> scopes) {
    /// Anybody, without saying who.
    public static final Access ANONYMOUS = new Access(Set.of(), List.of());

    /// What the file calls it when nobody is asked.
    public static final String ANONYMOUS_WORD = "anonymous";

    public Access {
        if (by.isEmpty() && !scopes.isEmpty()) {
            throw new IllegalArgumentException(
                    "scopes must be none where nobody is asked who they are, was " + scopes);
        }
        by =
                by.isEmpty()
                        ? Collections.emptySet()
                        : Collections.unmodifiableSet(EnumSet.copyOf(by));
        scopes = List.copyOf(scopes);
    }

    boolean isAnonymous() {
        return by.isEmpty();
    }

    /// What the file calls it.
    public String word() {
        return isAnonymous()
                ? ANONYMOUS_WORD
                : by.stream().map(Credential::word).collect(Collectors.joining(", "));
    }

    /// Who a sender would be, for explanations.
    public Principal example() {
        if (isAnonymous()) {
            return new Principal.Anonymous();
        }
        return by.contains(Credential.TOKEN)
                ? new Principal.User("(whose token it is)", List.of("(its scopes)"))
                : new Principal.Client("(whose key it is)", List.of("(its scopes)"));
    }

    /// Who may, in a sentence.
    public String sentence() {
        if (isAnonymous()) {
            return "anybody may, nobody is asked who";
        }
        var bearers =
                "whoever has "
                        + by.stream().map(Credential::inWords).collect(Collectors.joining(" or "));
        return scopes.isEmpty()
                ? bearers + " may"
                : bearers + " with the scope " + String.join(" and ", scopes) + " may";
    }
}
