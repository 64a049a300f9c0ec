package greenbelt.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.metrics.Sample.Bucket;
import greenbelt.metrics.Sample.Distribution;
import greenbelt.metrics.Sample.Value;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Families as Prometheus and those like it read them.
///
/// @param contentType which of the formats it is
/// @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus: exposition formats</a>
/// @see <a href="https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md">OpenMetrics</a>
public record Exposition(String contentType, String text) {
    private static final ExpositionFormatWriter PROMETHEUS = PrometheusTextFormatWriter.create();
    private static final ExpositionFormatWriter OPEN_METRICS = OpenMetricsTextFormatWriter.create();

    /// In the format that a reader asks for: OpenMetrics for those who accept it, else the text of Prometheus, 0.0.4.
    ///
    /// @param accept the header of that name; may be empty
    public static Exposition of(List<Family> families, String accept) {
        var writer = OPEN_METRICS.accepts(accept) ? OPEN_METRICS : PROMETHEUS;
        var out = new ByteArrayOutputStream();
        try {
            var snapshots =
                    new MetricSnapshots(families.stream().map(Exposition::snapshot).toList());
            writer.write(out, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return new Exposition(writer.getContentType(), out.toString(UTF_8));
    }

    private static MetricSnapshot snapshot(Family family) {
        return switch (family.kind()) {
            case COUNTER -> counter(family);
            case GAUGE -> gauge(family);
            case HISTOGRAM -> histogram(family);
        };
    }

    private static MetricSnapshot counter(Family family) {
        var counter = CounterSnapshot.builder().name(family.name()).help(family.help());
        for (var sample : family.samples()) {
            if (sample instanceof Value(var labels, var value)) {
                counter.dataPoint(
                        CounterSnapshot.CounterDataPointSnapshot.builder()
                                .labels(labels(labels))
                                .value(value)
                                .build());
            }
        }
        return counter.build();
    }

    private static MetricSnapshot gauge(Family family) {
        var gauge = GaugeSnapshot.builder().name(family.name()).help(family.help());
        for (var sample : family.samples()) {
            if (sample instanceof Value(var labels, var value)) {
                gauge.dataPoint(
                        GaugeSnapshot.GaugeDataPointSnapshot.builder()
                                .labels(labels(labels))
                                .value(value)
                                .build());
            }
        }
        return gauge.build();
    }

    private static MetricSnapshot histogram(Family family) {
        var histogram = HistogramSnapshot.builder().name(family.name()).help(family.help());
        for (var sample : family.samples()) {
            if (sample instanceof Distribution(var labels, var buckets, var sum)) {
                histogram.dataPoint(
                        HistogramSnapshot.HistogramDataPointSnapshot.builder()
                                .labels(labels(labels))
                                .classicHistogramBuckets(buckets(buckets))
                                .sum(sum)
                                .build());
            }
        }
        return histogram.build();
    }

    private static ClassicHistogramBuckets buckets(List<Bucket> buckets) {
        return ClassicHistogramBuckets.of(
                buckets.stream().map(Bucket::atMost).toList(),
                buckets.stream().map(Bucket::count).toList());
    }

    private static Labels labels(Map<String, String> labels) {
        var names = labels.keySet().toArray(String[]::new);
        return Labels.of(names, labels.values().toArray(String[]::new));
    }
}
