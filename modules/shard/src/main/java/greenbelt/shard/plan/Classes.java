package greenbelt.shard.plan;

import greenbelt.shard.sql.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which columns and constants are known to be equal, by union and find. For one task.
///
/// @see <a href="https://en.wikipedia.org/wiki/Disjoint-set_data_structure">Disjoint sets</a>
final class Classes {
    /// A thing is a [Ref], or the [Expr] of a literal or a parameter.
    private final Map<Object, Object> parent = new HashMap<>();

    private final List<Object> members = new ArrayList<>();

    void join(Object one, Object other) {
        parent.put(root(add(one)), root(add(other)));
    }

    private Object add(Object thing) {
        if (parent.putIfAbsent(thing, thing) == null) {
            members.add(thing);
        }
        return thing;
    }

    private Object root(Object thing) {
        var up = parent.getOrDefault(thing, thing);
        return up.equals(thing) ? thing : root(up);
    }

    boolean same(Object one, Object other) {
        return root(one).equals(root(other));
    }

    /// Whether anything else is known to be equal to this.
    boolean isTied(Object thing) {
        return parent.containsKey(thing);
    }

    /// Everything known to be equal to this, itself first.
    List<Object> with(Object thing) {
        var all = new ArrayList<>();
        all.add(thing);
        for (var member : members) {
            if (!member.equals(thing) && same(member, thing)) {
                all.add(member);
            }
        }
        return all;
    }

    /// A constant that this is known to be equal to.
    List<Expr> constants(Object thing) {
        return with(thing).stream().filter(Expr.class::isInstance).map(Expr.class::cast).toList();
    }
}
