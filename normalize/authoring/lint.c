#include "normalize/authoring/lint.h"
#include "core/buffer.h"
#include "core/text/utf8.h"
#include "core/text/quote.h"
#include "normalize/rules/yaml_place.h"
#include "normalize/table/columns.h"
#include "normalize/text/fold.h"

#include <stdint.h>
#include <string.h>
#include <unicode/uchar.h>

/* The longest text tried, in bytes: a long paragraph. */
#define ATTACK_BYTES ((size_t)1500)
/* How often a letter is repeated: 2 to the 60th steps are never made. */
#define LETTER_REPEATS ((size_t)60)
/* Room to fold an example in: it has some 200 bytes. */
#define SCRATCH_BYTES ((size_t)1 << 20)

struct attack {
    const struct yaml_node *node;
    const char *owner;
    const struct regex *regex;
    struct error *error;
    struct buffer text;
};

/* Behind the end that fits nothing: what a pattern may ask for at its end, for one that is nowhere
 * in the text is given up before it is tried. */
#define LETTERS_TO_HOPE_FOR " :;.,/()-%\"'+=*!?1aA"

/* The first `head` bytes of the example, a piece again and again, and an end that fits nothing. */
static bool resists(struct attack *a, const char *example, size_t head, const char *piece,
                    size_t length, size_t most) {
    buffer_clear(&a->text);
    buffer_append(&a->text, example, head);
    for (size_t i = 0; i < most && a->text.length + length < ATTACK_BYTES; i++)
        buffer_append(&a->text, piece, length);
    size_t body = a->text.length;
    buffer_puts(&a->text, "\x01");
    buffer_puts(&a->text, example);
    buffer_puts(&a->text, LETTERS_TO_HOPE_FOR);
    if (regex_search(a->regex, buffer_text(&a->text), a->text.length, 0, NULL) != REGEX_LIMIT)
        return true;
    return node_refuse(
        a->node, a->error,
        "%s: a text of %zu bytes, \"%s\" and then \"%s\" again and again, takes more than %u "
        "steps. "
        "Look for a repetition within a repetition, like (a+)+ or (a*b?)*, and make them one.",
        a->owner, body, quote_text(example, head).text, quote_text(piece, length).text,
        REGEX_MATCH_LIMIT);
}

static bool resists_example(struct attack *a, const char *example) {
    for (size_t at = 0; example[at];) {
        size_t word = strcspn(example + at, " ");
        size_t with_space = word + (example[at + word] == ' ');
        size_t letter = utf8_length(example + at);
        size_t last = word;
        while (last > 1 && ((unsigned char)example[at + last - 1] & 0xC0) == 0x80)
            last--;
        if (!resists(a, example, at, example + at, with_space, ATTACK_BYTES) ||
            !resists(a, example, at, example + at, letter, LETTER_REPEATS) ||
            (word > 0 && !resists(a, example, at + word, example + at + last - 1, word - last + 1,
                                  LETTER_REPEATS)))
            return false;
        at += with_space;
    }
    return true;
}

static bool resists_plain_text(struct attack *a) {
    static const char *const pieces[] = {"a", "1", " ", "a ", "1 ", "a, ", "1/", "-", ".", "A"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        if (!resists(a, "", 0, pieces[i], strlen(pieces[i]), ATTACK_BYTES))
            return false;
    return true;
}

bool lint_backtracking(const struct yaml_node *node, const char *owner, const struct regex *regex,
                       const char *example, struct error *error) {
    struct attack a = {.node = node, .owner = owner, .regex = regex, .error = error};
    struct arena *arena = arena_new(SCRATCH_BYTES);
    const char *folded = arena && example ? fold_text(arena, example, true) : NULL;
    buffer_init(&a.text, ATTACK_BYTES + 8 * strlen(example ? example : "") + 64);
    bool fine = folded ? resists_example(&a, folded) : resists_plain_text(&a);
    buffer_free(&a.text);
    arena_free(arena);
    return fine;
}

/* ---- spaces ---- */

static bool is_letter(const char *text) {
    return u_isalpha((UChar32)utf8_next(&text));
}

/* The piece of an extended pattern that begins at `at`: a class, an escape, a remark, a letter. */
static size_t piece_length(const char *at) {
    size_t length = utf8_length(at);
    if (*at == '\\' && at[1])
        return 1 + utf8_length(at + 1);
    if (*at == '#')
        return strcspn(at, "\n");
    if (*at != '[')
        return length;
    length = at[1] == ']' ? 2 : 1;
    while (at[length] && at[length] != ']')
        length += at[length] == '\\' && at[length + 1] ? 2 : 1;
    return at[length] ? length + 1 : length;
}

void lint_spaces(const struct yaml_node *node, const char *owner, struct fault_sink *faults) {
    struct error warning = {.code = CODE_NONE};
    bool behind_letter = false;
    for (const char *at = node->text; *at; at += piece_length(at)) {
        size_t spaces = strspn(at, " ");
        if (spaces > 0 && behind_letter && is_letter(at + spaces)) {
            node_refuse_within(node, (size_t)(at - node->text), &warning,
                               "%s: a space means nothing here. Write [ ] for the one between two "
                               "words.",
                               owner);
            fault_warn(faults, &warning);
            return;
        }
        behind_letter = is_letter(at);
    }
}

/* ---- header patterns ---- */

/* The first header pattern that matches a header cell; NULL when none does. */
static const struct column_pattern *deciding(const struct ruleset *ruleset, const char *folded) {
    for (size_t i = 0; i < ruleset->column_count; i++)
        if (ruleset->columns[i].regex && regex_matches(ruleset->columns[i].regex, folded))
            return &ruleset->columns[i];
    return NULL;
}

void lint_header(const struct ruleset *ruleset, const struct column_pattern *column,
                 struct arena *arena, struct fault_sink *faults) {
    struct error warning = {.code = CODE_NONE};
    for (size_t i = 0; i < ruleset->form_example_count; i++) {
        const struct file_example *example = &ruleset->form_examples[i];
        const char *folded = fold_text(arena, example->text, true);
        if (strcmp(example->of, "header") != 0 || !folded || !regex_matches(column->regex, folded))
            continue;
        const struct column_pattern *first = deciding(ruleset, folded);
        if (first == column)
            return;
        node_refuse(column->node, &warning,
                    "Columns: an earlier pattern, which means %s, decides \"%s\" before this one. "
                    "Move this one up, add an example that it decides, or take it out.",
                    column_role_word(first->role), quote_text(example->text, SIZE_MAX).text);
    }
    node_refuse(column->node, &warning,
                "Columns: no example shows this pattern at work. Add one, like {of: header, text: "
                "…, reads: %s}.",
                column_role_word(column->role));
    fault_warn(faults, &warning);
}
