package greenbelt.bus;

import greenbelt.bus.Bus.Entry;
import greenbelt.bus.BusLog.GroupLog;
import greenbelt.bus.Progress.Mark;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/// Where a subscription is: how far it has read, and what of that is done.
///
/// One task reads on, many get messages done.
final class Cursor {
    /// How far a partition is read beyond its first message that is not done, in messages. What lies there and is done
    /// takes a few bytes each; but a crash has it handled again, and an inbox remembers only so much.
    static final int WINDOW = 8_192;

    /// How many messages of a partition may be in hand: waiting, or being handled.
    static final int MOST_IN_HAND = 1_024;

    /// How many characters of payload may be in hand in all, unless a single message has more.
    static final long MOST_CHARACTERS = 16L << 20;

    private final GroupLog group;
    private final List<Progress> partitions;
    private final AtomicLongArray handedOut;
    private final AtomicIntegerArray inHand;
    private final AtomicLong characters = new AtomicLong();
    private volatile long read;

    Cursor(int partitions, GroupLog group) {
        this.group = group;
        this.read = group.acknowledged();
        this.handedOut = new AtomicLongArray(partitions);
        this.inHand = new AtomicIntegerArray(partitions);
        this.partitions =
                IntStream.range(0, partitions)
                        .mapToObj(number -> new Mark(group.done(number), read))
                        .map(Progress::new)
                        .toList();
        for (int number = 0; number < partitions; number++) {
            handedOut.set(number, group.done(number));
        }
    }

    /// The position up to which messages were handed out, or skipped as done.
    long read() {
        return read;
    }

    boolean hasRoomFor(Entry next) {
        long done = partitions.get(next.partition()).mark().offset();
        long held = characters.get();
        return next.offset() <= done + WINDOW
                && inHand.get(next.partition()) < MOST_IN_HAND
                && (held == 0 || held + next.message().data().length() <= MOST_CHARACTERS);
    }

    /// Goes past the next message; answers whether it is to be handled, or was done in an earlier life.
    boolean handOut(Entry next) {
        boolean isNew = next.offset() > handedOut.get(next.partition());
        if (isNew) {
            handedOut.set(next.partition(), next.offset());
            inHand.incrementAndGet(next.partition());
            characters.addAndGet(next.message().data().length());
        }
        read = next.position();
        return isNew;
    }

    /// Acknowledges messages of one partition that were handed out, in their order.
    void done(List<Letter> letters) {
        int first = 0;
        long length = 0;
        for (int i = 0; i < letters.size(); i++) {
            length += letters.get(i).length();
            long offset = letters.get(i).entry().offset();
            if (i + 1 == letters.size() || letters.get(i + 1).entry().offset() != offset + 1) {
                done(letters.get(first).entry(), letters.get(i).entry());
                first = i + 1;
            }
        }
        characters.addAndGet(-length);
        group.acknowledge(allDone());
    }

    private void done(Entry first, Entry last) {
        inHand.addAndGet(last.partition(), (int) (first.offset() - last.offset() - 1));
        partitions
                .get(last.partition())
                .done(first.offset(), new Mark(last.offset(), last.position()))
                .ifPresent(mark -> group.done(last.partition(), mark.offset()));
    }

    /// The position up to which there is nothing that is not done.
    private long allDone() {
        long least = read; // asked first: what is handed out meanwhile lies behind it
        for (int number = 0; number < partitions.size(); number++) {
            var mark = partitions.get(number).mark();
            if (mark.offset() < handedOut.get(number)) {
                least = Math.min(least, mark.position());
            }
        }
        return least;
    }
}
