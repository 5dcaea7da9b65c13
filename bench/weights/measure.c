/* measure: how far each weight of the matching may move before a report is read otherwise.
 *
 *     measure RULES FILE...
 *
 * A line a weight: its name, its value, how many reports are read otherwise when it is 0 and when
 * it is double, and the least and most it may be with none read otherwise. A report is read
 * otherwise when an indicator's status, value or place is another, or another number of values is
 * left over. Ends are tried down to 0 and up to four times the value, and found to some percent.
 * All weights take half an hour on two processors.
 */
#include "extract/extract.h"
#include "normalize/normalize.h"
#include "normalize/labels/labels.h"
#include "normalize/table/weights.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum type { TYPE_FLOAT, TYPE_DOUBLE, TYPE_SIZE, TYPE_UNSIGNED, TYPE_BYTE };

struct weight {
    const char *name;
    void *place;
    enum type type;
    double value;
};

#define WEIGHT(type, name, value, unit, low, high, reason) type name = value;
#include "normalize/table/weights.def"
#undef WEIGHT

#define TYPE_OF(variable)                                                                          \
    _Generic((variable), float                                                                     \
             : TYPE_FLOAT, double                                                                  \
             : TYPE_DOUBLE, size_t                                                                 \
             : TYPE_SIZE, unsigned                                                                 \
             : TYPE_UNSIGNED, uint8_t                                                              \
             : TYPE_BYTE)

static const struct weight weights[] = {
#define WEIGHT(type, name, value, unit, low, high, reason)                                         \
    {#name, &name, TYPE_OF(name), (double)(value)},
#include "normalize/table/weights.def"
#undef WEIGHT
};

enum { WEIGHTS = sizeof weights / sizeof weights[0] };

/* Documents with what is read of them by the weights as they are. */
struct reading {
    struct document *document;
    uint64_t hash;
};

struct bench {
    struct ruleset *rules;
    struct reading *readings;
    size_t count;
};

static const struct event_sink nobody = {0};

static void set(const struct weight *weight, double value) {
    switch (weight->type) {
    case TYPE_FLOAT:
        *(float *)weight->place = (float)value;
        break;
    case TYPE_DOUBLE:
        *(double *)weight->place = value;
        break;
    case TYPE_SIZE:
        *(size_t *)weight->place = (size_t)value;
        break;
    case TYPE_UNSIGNED:
        *(unsigned *)weight->place = (unsigned)value;
        break;
    case TYPE_BYTE:
        *(uint8_t *)weight->place = (uint8_t)value;
        break;
    }
}

static uint64_t hash_text(uint64_t hash, const char *text) {
    for (const char *at = text ? text : "(none)"; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 0x100000001B3u;
    return (hash ^ '|') * 0x100000001B3u;
}

/* A hash of what a person would look at in the document's report. */
static uint64_t read_document(const struct document *document, const struct ruleset *rules) {
    const struct normalize_options options = normalize_options_default();
    struct report *report = NULL;
    struct error error = {0};
    uint64_t hash = 0xCBF29CE484222325u;
    char number[32];
    if (!normalize_document(document, rules, &options, &nobody, &report, &error))
        return hash_text(hash, "failed");
    for (size_t i = 0; i < report->observation_count; i++) {
        const struct observation *own = &report->observations[i];
        snprintf(number, sizeof number, "%.12g", own->has_value ? own->value : NAN);
        hash = hash_text(hash_text(hash, own->indicator), status_word(own->status));
        hash = hash_text(hash_text(hash, number), own->at);
    }
    snprintf(number, sizeof number, "%u", report->coverage.unmatched_values);
    report_free(report);
    return hash_text(hash, number);
}

/* The rule set with its labels weighed anew. */
static struct ruleset weigh(const struct bench *bench, struct arena *arena) {
    struct ruleset rules = *bench->rules;
    rules.labels = labels_build(arena, rules.rows, rules.row_count, rules.abbreviations,
                                rules.abbreviation_count);
    if (!rules.labels)
        exit(75);
    return rules;
}

/* The documents that are read otherwise with this value; no more than `enough` are counted. Those
 * that are come first in later calls: they are the most likely ones. */
static size_t otherwise(struct bench *bench, const struct weight *weight, double value,
                        size_t enough) {
    struct arena *arena = arena_new((size_t)64 << 20);
    set(weight, value);
    struct ruleset rules = weigh(bench, arena);
    size_t found = 0;
    for (size_t i = 0; i < bench->count && found < enough; i++) {
        struct reading reading = bench->readings[i];
        if (read_document(reading.document, &rules) == reading.hash)
            continue;
        bench->readings[i] = bench->readings[found];
        bench->readings[found++] = reading;
    }
    arena_free(arena);
    set(weight, weight->value);
    return found;
}

/* A whole number moves by whole steps. */
static double step(const struct weight *weight, double value) {
    if (weight->type < TYPE_SIZE)
        return value;
    return value < weight->value ? floor(value) : ceil(value);
}

static bool may_be(struct bench *bench, const struct weight *weight, double value) {
    return value == weight->value || otherwise(bench, weight, value, 1) == 0;
}

/* How far the weight may go towards `far`: all the way, or found by halving. */
static double end(struct bench *bench, const struct weight *weight, double far) {
    enum { HALVINGS = 6 };
    double good = weight->value, bad = far;
    if (may_be(bench, weight, far))
        return far;
    for (int k = 0; k < HALVINGS; k++) {
        double middle = step(weight, (good + bad) / 2);
        if (middle == good || middle == bad)
            break;
        *(may_be(bench, weight, middle) ? &good : &bad) = middle;
    }
    return good;
}

static void measure(struct bench *bench, const struct weight *weight) {
    size_t zero = otherwise(bench, weight, 0, bench->count);
    size_t doubled = otherwise(bench, weight, 2 * weight->value, bench->count);
    double low = end(bench, weight, 0);
    double high = end(bench, weight, 4 * weight->value);
    printf("%-28s %8g  at 0: %3zu  doubled: %3zu  %g to %g\n", weight->name, weight->value, zero,
           doubled, fmin(low, high) + 0, fmax(low, high) + 0);
    fflush(stdout);
}

static void read_bench(struct bench *bench, char **files, size_t count) {
    const struct extract_options options = extract_options_default();
    struct error error = {0};
    bench->readings = calloc(count, sizeof *bench->readings);
    if (!bench->readings)
        exit(75);
    struct arena *arena = arena_new((size_t)64 << 20);
    struct ruleset rules = weigh(bench, arena);
    for (size_t i = 0; i < count; i++) {
        struct reading *reading = &bench->readings[bench->count];
        if (!extract_file(files[i], &options, &nobody, &reading->document, &error))
            continue;
        reading->hash = read_document(reading->document, &rules);
        bench->count++;
    }
    arena_free(arena);
}

int main(int argc, char **argv) {
    struct bench bench = {0};
    struct error error = {0};
    long jobs = sysconf(_SC_NPROCESSORS_ONLN);
    if (argc < 3 || !ruleset_load(argv[1], &bench.rules, &error)) {
        fprintf(stderr, "measure: name a rule set and files: %s\n", error.message);
        return 64;
    }
    read_bench(&bench, argv + 2, (size_t)argc - 2);
    printf("%zu reports\n", bench.count);
    fflush(stdout);
    for (long job = 0; job < jobs; job++) {
        if (fork() != 0)
            continue;
        for (size_t i = (size_t)job; i < WEIGHTS; i += (size_t)jobs)
            measure(&bench, &weights[i]);
        return 0;
    }
    while (wait(NULL) > 0)
        ;
    return 0;
}
