#include "normalize/check.h"
#include "core/text/utf8.h"
#include "normalize/text/number.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Sums of whole numbers are exact; this allows for what percentages lose in binary. */
#define EQUAL_TOLERANCE 1e-6
/* A finding quotes a cell; longer text is cut at a whole character. */
#define MESSAGE_BYTES 900

struct checker {
    const struct ruleset *ruleset;
    const struct observation *const *observations; /* by row */
    const struct mention *mentions;
    size_t mention_count;
    struct finding_list *findings;
};

bool finding_add(struct finding_list *list, const char *check, enum severity severity,
                 const char *indicator, const char *at, const char *format, ...) {
    char message[MESSAGE_BYTES];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    utf8_trim_partial(message, sizeof message);
    list->items =
        arena_grow(list->arena, list->items, list->count, &list->capacity, sizeof *list->items);
    if (!list->items)
        return false;
    struct finding *finding = &list->items[list->count++];
    *finding = (struct finding){.check = check,
                                .severity = severity,
                                .indicator = indicator,
                                .at = at,
                                .message = arena_strdup(list->arena, message)};
    event_emit(list->sink, &(struct event){.code = CODE_CHECK_FAILED,
                                           .at = at,
                                           .rule = check,
                                           .indicator = indicator,
                                           .message = message});
    return finding->message != NULL;
}

static const struct observation *reported(const struct checker *c, int row) {
    const struct observation *o = c->observations[row];
    return o && o->status == STATUS_REPORTED ? o : NULL;
}

/* The right side of a check: the sum of the reported values, and its text for the finding. */
struct sum {
    double value;
    bool complete;
    char text[400];
};

static struct sum sum_of_parts(const struct checker *c, const struct check *check) {
    struct sum sum = {.complete = true};
    size_t length = 0;
    for (size_t i = 0; i < check->right_count; i++) {
        const struct observation *part = reported(c, check->right[i]);
        const char *id = c->ruleset->rows[check->right[i]].id;
        const char *plus = i ? " + " : "";
        int n = part ? snprintf(sum.text + length, sizeof sum.text - length, "%s%s (%.15g)", plus,
                                id, part->value)
                     : snprintf(sum.text + length, sizeof sum.text - length, "%s%s (not reported)",
                                plus, id);
        length += n > 0 && (size_t)n < sizeof sum.text - length ? (size_t)n : 0;
        sum.complete &= part != NULL;
        sum.value += part ? part->value : 0;
    }
    return sum;
}

/* The words for how the relation fails; NULL when it holds or a missing part leaves it open. */
static const char *failed_relation(const struct check *check, double left, const struct sum *sum) {
    bool more = left > sum->value + EQUAL_TOLERANCE, less = left < sum->value - EQUAL_TOLERANCE;
    switch (check->relation) {
    case RELATION_EQUALS:
        if (sum->complete && (more || less))
            return "is not";
        return less ? "is less than" : NULL;
    case RELATION_AT_MOST:
        return sum->complete && more ? "is more than" : NULL;
    case RELATION_AT_LEAST:
        return less ? "is less than" : NULL;
    default:
        return NULL;
    }
}

/* "7.6.3-1 (60) + 7.6.3-2 (50) is 110, not from 0 to 100." */
static bool run_within(const struct checker *c, const struct check *check) {
    const struct observation *left = reported(c, check->left);
    if (!left)
        return true;
    struct sum sum = sum_of_parts(c, check);
    double value = left->value + sum.value;
    bool over = value > check->most + EQUAL_TOLERANCE;
    bool under = sum.complete && value < check->least - EQUAL_TOLERANCE;
    if (!over && !under)
        return true;
    char all[32] = "";
    if (check->right_count > 0)
        snprintf(all, sizeof all, " is %.15g,", value);
    return finding_add(c->findings, check->id, check->severity, left->indicator, left->at,
                       "%s (%.15g)%s%s%s not from %g to %g%s%s", left->indicator, left->value,
                       *sum.text ? " + " : "", sum.text, *all ? all : " is", check->least,
                       check->most, check->why ? ": " : ".", check->why ? check->why : "");
}

/* Compares the numerator or denominator of a fraction with the row that counts it. */
static bool run_fraction(const struct checker *c, const struct check *check) {
    const struct observation *left = reported(c, check->left);
    struct sum sum = sum_of_parts(c, check);
    if (!left || !left->has_fraction || !sum.complete)
        return true;
    bool numerator = check->relation == RELATION_NUMERATOR;
    double part = numerator ? left->numerator : left->denominator;
    if (fabs(part - sum.value) <= EQUAL_TOLERANCE)
        return true;
    return finding_add(c->findings, check->id, check->severity, left->indicator, left->at,
                       "%s is %.15g/%.15g, but its %s is %s%s%s", left->indicator, left->numerator,
                       left->denominator, numerator ? "numerator" : "denominator", sum.text,
                       check->why ? ": " : ".", check->why ? check->why : "");
}

static bool run_relation(const struct checker *c, const struct check *check) {
    const struct observation *left = reported(c, check->left);
    if (!left)
        return true;
    struct sum sum = sum_of_parts(c, check);
    const char *fails = failed_relation(check, left->value, &sum);
    if (!fails)
        return true;
    return finding_add(c->findings, check->id, check->severity, left->indicator, left->at,
                       "%s (%.15g) %s %s%s%s", left->indicator, left->value, fails, sum.text,
                       check->why ? ": " : ".", check->why ? check->why : "");
}

static bool stated_value(const struct mention *mention, double *value) {
    for (size_t i = 0; i < mention->field_count; i++) {
        struct number n;
        if (strcmp(mention->fields[i].name, "value") != 0 ||
            !number_scan(mention->fields[i].value, &n))
            continue;
        *value = n.can_decimal ? n.decimal : n.whole;
        return true;
    }
    return false;
}

static bool is_about(const struct checker *c, const struct mention *mention, const char *id) {
    for (size_t i = 0; i < c->ruleset->pattern_count; i++) {
        const struct pattern *pattern = &c->ruleset->patterns[i];
        if (strcmp(pattern->id, mention->rule) == 0)
            return pattern->indicator && strcmp(pattern->indicator, id) == 0;
    }
    return false;
}

static bool compare_prose(const struct checker *c, const struct check *check,
                          const struct mention *mention, double stated) {
    const struct observation *own = c->observations[check->left];
    if (own->status == STATUS_REPORTED) {
        if (fabs(own->value - stated) <= EQUAL_TOLERANCE)
            return true;
        return finding_add(c->findings, check->id, check->severity, own->indicator, mention->at,
                           "The prose states %.15g (\"%s\"), the table %.15g for %s.", stated,
                           mention->text, own->value, own->indicator);
    }
    return finding_add(c->findings, check->id, check->severity, own->indicator, mention->at,
                       "The prose states %.15g (\"%s\"), but %s is %s in the table.", stated,
                       mention->text, own->indicator, status_word(own->status));
}

static bool run_prose(const struct checker *c, const struct check *check) {
    const struct observation *own = c->observations[check->left];
    for (size_t i = 0; own && i < c->mention_count; i++) {
        double stated;
        if (is_about(c, &c->mentions[i], own->indicator) &&
            stated_value(&c->mentions[i], &stated) &&
            !compare_prose(c, check, &c->mentions[i], stated))
            return false;
    }
    return true;
}

bool check_report(const struct ruleset *ruleset,
                  const struct observation *const *observation_of_row,
                  const struct mention *mentions, size_t mention_count,
                  struct finding_list *findings) {
    struct checker c = {.ruleset = ruleset,
                        .observations = observation_of_row,
                        .mentions = mentions,
                        .mention_count = mention_count,
                        .findings = findings};
    static bool (*const run[])(const struct checker *, const struct check *) = {
        [RELATION_EQUALS] = run_relation,    [RELATION_AT_MOST] = run_relation,
        [RELATION_AT_LEAST] = run_relation,  [RELATION_WITHIN] = run_within,
        [RELATION_NUMERATOR] = run_fraction, [RELATION_DENOMINATOR] = run_fraction,
        [RELATION_PROSE] = run_prose,
    };
    for (size_t i = 0; i < ruleset->check_count; i++)
        if (!run[ruleset->checks[i].relation](&c, &ruleset->checks[i]))
            return false;
    return true;
}
