package greenbelt.shard.write;

import greenbelt.database.Session;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.write.WriteException.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Moving an amount from the total of one order to that of another one, of another user: the small write by which the ways to
/// write over shards are compared. Whatever happens, the totals must add up to the same.
///
/// @param name 1 to 80 letters, digits and `. _ / -`
/// @param amount more than nothing
public record Transfer(String name, Side from, Side to, BigDecimal amount) {
    public Transfer {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("an amount must be > 0, was " + amount);
        }
        if (from.equals(to)) {
            throw new IllegalArgumentException("from an order to itself: " + from);
        }
    }

    /// An order of a user, in a shard map by user.
    public record Side(long user, long order) {
        @Override
        public String toString() {
            return "order " + order + " of user " + user;
        }
    }

    /// What each of the two shards has to do; or the one, when both orders are there.
    public List<Piece> pieces(Participants participants) {
        var source = shard(participants, from);
        var target = shard(participants, to);
        var pieces = new ArrayList<Piece>();
        if (source.equals(target)) {
            pieces.add(
                    new Piece(
                            source,
                            participants.database(source),
                            session -> take(session) + give(session)));
        } else {
            pieces.add(new Piece(source, participants.database(source), this::take));
            pieces.add(new Piece(target, participants.database(target), this::give));
        }
        return pieces;
    }

    static ShardId shard(Participants participants, Side side) {
        var shard = participants.shardOf(side.user());
        if (!participants.shards().contains(shard)) {
            throw new WriteException(
                    Kind.UNKNOWN_SHARD,
                    "%s is on %s, and there are %s"
                            .formatted(side, shard, List.copyOf(participants.shards())));
        }
        return shard;
    }

    int take(Session session) {
        int taken =
                session.update(
                        "update orders set total = total - ? where order_id = ? and total >= ?",
                        amount,
                        from.order(),
                        amount);
        return some(taken, "%s has less than %s, or there is none".formatted(from, amount));
    }

    int give(Session session) {
        int given =
                session.update(
                        "update orders set total = total + ? where order_id = ?",
                        amount,
                        to.order());
        return some(given, "there is no " + to);
    }

    /// What makes up for [#take].
    int giveBack(Session session) {
        return session.update(
                "update orders set total = total + ? where order_id = ?", amount, from.order());
    }

    private static int some(int rows, String otherwise) {
        if (rows == 0) {
            throw new WriteException(Kind.REFUSED, otherwise);
        }
        return rows;
    }

    /// In full, as the log has it.
    public String about() {
        return "%s from %s to %s".formatted(amount.toPlainString(), from, to);
    }
}
