#include "normalize/authoring/examples.h"
#include "core/text/quote.h"
#include "normalize/authoring/check_example.h"
#include "normalize/text/fold.h"
#include "normalize/table/columns.h"
#include "normalize/prose/mention.h"
#include "normalize/prose/period.h"
#include "normalize/rules/schema.h"
#include "normalize/value/value.h"

#include <string.h>

/* How much of a pattern's rest and of a text's is shown, in bytes. */
#define SHOWN_BYTES ((size_t)40)
/* Room for the beginnings of one pattern: half the square of its 3,000 bytes, and more. */
#define PARTS_BYTES_MAX ((size_t)64 << 20)

/* A text tried as a document of one paragraph, and what was read from it. */
struct attempt {
    struct document document;
    struct block block;
    struct page_extent extent;
    struct mention *mentions;
    size_t mention_count;
};

struct trying {
    const struct ruleset *ruleset;
    struct arena *arena;
    struct trials *trials;
};

static bool read_text(struct trying *t, const char *text, struct attempt *attempt) {
    static const struct event_sink nobody = {.emit = NULL};
    *attempt = (struct attempt){
        .block = {.type = BLOCK_PARAGRAPH, .number = 1, .part = PART_BODY, .paragraph.text = text},
        .document = {.block_count = 1}};
    attempt->document.blocks = &attempt->block;
    struct sections sections;
    return sections_read(&attempt->document, t->ruleset, &attempt->extent, t->arena, &sections) &&
           mention_find(&attempt->document, t->ruleset, &attempt->extent, &sections, t->arena,
                        &nobody, &attempt->mentions, &attempt->mention_count);
}

static const char *value_of(const struct mention *mention, const char *name) {
    for (size_t i = 0; i < mention->field_count; i++)
        if (strcmp(mention->fields[i].name, name) == 0)
            return mention->fields[i].value;
    return NULL;
}

static size_t fields_right(const struct mention *mention, const struct pattern_example *example) {
    size_t right = 0;
    for (size_t i = 0; i < example->field_count; i++) {
        const char *found = value_of(mention, example->fields[i].name);
        right += found && strcmp(found, example->fields[i].value) == 0;
    }
    return right;
}

/* The mention of the rule that comes nearest to the example; NULL when there is none. */
static const struct mention *nearest(const struct attempt *attempt, const char *rule,
                                     const struct pattern_example *example) {
    const struct mention *best = NULL;
    for (size_t i = 0; i < attempt->mention_count; i++) {
        const struct mention *mention = &attempt->mentions[i];
        if (strcmp(mention->rule, rule) == 0 &&
            (!best || fields_right(mention, example) > fields_right(best, example)))
            best = mention;
    }
    return best;
}

static struct trial *add(struct trying *t, const struct trial *trial) {
    struct trials *all = t->trials;
    all->items = arena_grow(t->arena, all->items, all->count, &all->capacity, sizeof *all->items);
    if (!all->items)
        return NULL;
    all->items[all->count] = *trial;
    return &all->items[all->count++];
}

static bool compare_fields(struct trying *t, struct trial *trial, const struct mention *mention,
                           const struct pattern_example *example) {
    trial->fields = arena_array(t->arena, example->field_count + 1, sizeof *trial->fields);
    for (size_t i = 0; trial->fields && i < example->field_count; i++) {
        const char *found = value_of(mention, example->fields[i].name);
        trial->fields[trial->field_count++] =
            (struct trial_field){example->fields[i].name, example->fields[i].value, found};
        trial->passed = trial->passed && found && strcmp(found, example->fields[i].value) == 0;
    }
    return trial->fields != NULL;
}

/* The longest beginning of the pattern that is a pattern and matches something: how far it got. */
static size_t longest_part(const char *source, const char *folded, struct regex_match *match,
                           struct arena *arena) {
    size_t length = strlen(folded);
    struct regex_fault fault;
    for (size_t part = strlen(source); part > 0; part--) {
        const char *head = arena_strndup(arena, source, part);
        struct regex *regex;
        struct error nothing = {.code = CODE_NONE};
        if (!head || regex_find_fault(head, REGEX_EXTENDED, &fault) ||
            !regex_new(head, REGEX_EXTENDED, "", &regex, &nothing))
            continue;
        bool found = regex_search(regex, folded, length, 0, match) == REGEX_MATCH &&
                     match->end[0] > match->start[0];
        regex_free(regex);
        if (found)
            return part;
    }
    return 0;
}

/* "it matches "đăng tải 06", but then "tin ,? …" does not fit " tin, bài"". */
static const char *describe_part(struct trying *t, const char *source, const char *folded) {
    static const char hint[] = ". A space is written [ ]";
    struct regex_match match;
    struct arena *scratch = arena_new(PARTS_BYTES_MAX);
    size_t part = scratch ? longest_part(source, folded, &match, scratch) : 0;
    arena_free(scratch);
    if (part == 0)
        return "the pattern does not match, not even its beginning";
    const char *rest = source + part + strspn(source + part, " \n");
    const char *text = folded + match.end[0];
    size_t start = match.start[0];
    bool space = *text == ' ' && strncmp(rest, "[ ]", 3) != 0 && *rest != '\\';
    return arena_printf(t->arena, "it matches \"%s\", but then \"%s\" does not fit \"%s\"%s",
                        quote_text(folded + start, match.end[0] - start).text,
                        quote_text(rest, SHOWN_BYTES).text, quote_text(text, SHOWN_BYTES).text,
                        space ? hint : "");
}

/* Why a rule finds nothing: another one has the words, or its own pattern or guard rejects the
 * text. */
static bool explain_nothing(struct trying *t, const struct pattern *pattern,
                            const struct attempt *attempt, struct trial *trial) {
    struct mention_field *alone;
    size_t count;
    if (!mention_try(t->ruleset, pattern, trial->text, t->arena, &alone, &count))
        return false;
    const char *folded = fold_text(t->arena, trial->text, true);
    if (!folded)
        return false;
    if (!alone)
        trial->note = pattern->unless && regex_matches(pattern->regex, folded)
                          ? "the pattern matches, but \"unless\" forbids it"
                          : describe_part(t, pattern->source, folded);
    else if (attempt->mention_count > 0)
        trial->note = arena_printf(t->arena, "an earlier rule, %s, took these words",
                                   attempt->mentions[0].rule);
    else
        trial->note = "the rule finds it alone, but not among all rules";
    return trial->note != NULL;
}

/* A lone sentence is in no section, style or table. */
static bool needs_place(const struct pattern *pattern) {
    return pattern->section || pattern->style || pattern->column || pattern->part != PART_COUNT;
}

static bool find_alone(struct trying *t, const struct pattern *pattern,
                       const struct pattern_example *example, struct mention *alone) {
    *alone = (struct mention){.rule = pattern->id, .text = example->text};
    return mention_try(t->ruleset, pattern, example->text, t->arena, &alone->fields,
                       &alone->field_count);
}

/* Where an example is written: its text, where it is an entry of several keys. */
static const struct yaml_node *text_of(const struct yaml_node *example) {
    return example->text ? example : node_at(example, "text");
}

static bool try_example(struct trying *t, const struct pattern *pattern,
                        const struct pattern_example *example) {
    struct attempt attempt;
    struct mention alone;
    if (!read_text(t, example->text, &attempt))
        return false;
    const struct mention *mention = nearest(&attempt, pattern->id, example);
    if (!mention && needs_place(pattern)) {
        if (!find_alone(t, pattern, example, &alone))
            return false;
        mention = alone.fields ? &alone : NULL;
    }
    struct trial trial = {.kind = "rule",
                          .owner = pattern->id,
                          .text = example->text,
                          .wanted = example->found,
                          .passed = example->found == (mention != NULL),
                          .found = mention ? mention->text : NULL,
                          .file = example->node->file->path,
                          .spot = text_of(example->node)->spot};
    if (mention && example->found && !compare_fields(t, &trial, mention, example))
        return false;
    if (!mention && example->found && !explain_nothing(t, pattern, &attempt, &trial))
        return false;
    return add(t, &trial);
}

static bool try_patterns(struct trying *t) {
    for (size_t i = 0; i < t->ruleset->pattern_count; i++)
        for (size_t k = 0; k < t->ruleset->patterns[i].example_count; k++)
            if (!try_example(t, &t->ruleset->patterns[i], &t->ruleset->patterns[i].examples[k]))
                return false;
    return true;
}

static bool try_report(struct trying *t, const struct check *check, const struct yaml_node *text,
                       bool holds) {
    struct check_trial tried;
    if (!check_try(t->ruleset, check, text->text, t->arena, &tried))
        return false;
    struct trial trial = {.kind = "check",
                          .owner = check->id,
                          .text = text->text,
                          .wanted = holds,
                          .passed = !tried.wrong && holds == (tried.finding == NULL),
                          .note = tried.wrong ? tried.wrong : tried.finding,
                          .file = text->file->path,
                          .spot = text->spot};
    if (trial.passed)
        trial.note = NULL;
    else if (!trial.note)
        trial.note = "the check holds, but must fail";
    return add(t, &trial);
}

static bool try_reports(struct trying *t, const struct check *check, const char *key, bool holds) {
    const struct yaml_node *texts = node_list(check->node, key);
    for (size_t i = 0; i < texts->count; i++)
        if (!try_report(t, check, texts->items[i], holds))
            return false;
    return true;
}

static bool try_checks(struct trying *t) {
    for (size_t i = 0; i < t->ruleset->check_count; i++)
        if (!try_reports(t, &t->ruleset->checks[i], "holds", true) ||
            !try_reports(t, &t->ruleset->checks[i], "fails", false))
            return false;
    return true;
}

/* ---- form.yaml and values.yaml ---- */

static const char *read_header(struct trying *t, const char *folded) {
    for (size_t i = 0; i < t->ruleset->column_count; i++)
        if (regex_matches(t->ruleset->columns[i].regex, folded))
            return column_role_word(t->ruleset->columns[i].role);
    return NULL;
}

/* The expected field, if a pattern of it matches the line, for a line may look like several; else
 * those that do: "kind, signer". */
static const char *read_head(struct trying *t, const char *folded, const char *expected) {
    const char *all = NULL;
    for (int field = 0; field < HEAD_FIELD_COUNT; field++) {
        bool matches = false;
        for (size_t i = 0; i < t->ruleset->head_count; i++)
            matches = matches || (t->ruleset->heads[i].field == (enum head_field)field &&
                                  regex_matches(t->ruleset->heads[i].regex, folded));
        if (matches && strcmp(schema_word(schema_head_fields, field), expected) == 0)
            return expected;
        if (matches)
            all = arena_printf(t->arena, "%s%s%s", all ? all : "", all ? ", " : "",
                               schema_word(schema_head_fields, field));
    }
    return all;
}

/* "reported 1234", "review 12", "blank". */
static const char *read_value(struct trying *t, const struct file_example *example) {
    struct value_reading reading;
    struct cell cell = {.text = example->text};
    int row = ruleset_row(t->ruleset, example->of);
    if (row < 0 || !value_read(t->ruleset, &t->ruleset->rows[row], &cell, t->arena, &reading))
        return NULL;
    if (!reading.has_value)
        return status_word(reading.status);
    return arena_printf(t->arena, "%s %.15g", status_word(reading.status), reading.value);
}

static bool try_file_example(struct trying *t, const struct file_example *example, bool of_form) {
    const char *folded = fold_text(t->arena, example->text, true), *found = NULL;
    struct trial_field *field = arena_array(t->arena, 1, sizeof *field);
    if (!folded || !field)
        return false;
    if (!of_form)
        found = read_value(t, example);
    else if (strcmp(example->of, "header") == 0)
        found = read_header(t, folded);
    else if (strcmp(example->of, "period") == 0)
        found = period_read(t->ruleset, folded, t->arena);
    else
        found = read_head(t, folded, example->reads);
    *field = (struct trial_field){"reads", example->reads, found ? found : "nothing"};
    struct trial trial = {.kind = of_form ? example->of : "value",
                          .owner = example->of,
                          .text = example->text,
                          .wanted = true,
                          .passed = strcmp(field->found, field->expected) == 0,
                          .found = folded,
                          .fields = field,
                          .field_count = 1,
                          .file = example->node->file->path,
                          .spot = example->node->spot};
    return add(t, &trial) && !arena_failed(t->arena);
}

static bool try_file_examples(struct trying *t, const struct file_example *examples, size_t count,
                              bool of_form) {
    for (size_t i = 0; i < count; i++)
        if (!try_file_example(t, &examples[i], of_form))
            return false;
    return true;
}

bool ruleset_try_all(const struct ruleset *ruleset, struct arena *arena, struct trials *trials,
                     struct error *error) {
    struct trying t = {.ruleset = ruleset, .arena = arena, .trials = trials};
    *trials = (struct trials){.items = NULL};
    bool done =
        try_file_examples(&t, ruleset->form_examples, ruleset->form_example_count, true) &&
        try_file_examples(&t, ruleset->value_examples, ruleset->value_example_count, false) &&
        try_patterns(&t) && try_checks(&t);
    return done || arena_error(arena, error, ruleset->directory);
}
