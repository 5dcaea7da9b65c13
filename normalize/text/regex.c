#include "normalize/text/regex.h"
#include "core/arena.h"
#include "core/text/quote.h"
#include "normalize/text/fold.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <stdlib.h>
#include <string.h>

/* Room for one pattern while its tone marks are moved: the longest has some 2,000 bytes. */
#define PATTERN_BYTES_MAX ((size_t)1 << 20)

/* How much of a wrong pattern a message shows, from the fault on. */
#define NEAR_BYTES ((size_t)30)

struct regex {
    pcre2_code *code;
    pcre2_code *plain; /* the same without marks, for texts that have none; NULL: no other */
    pcre2_match_context *limits;
    const unsigned char *names; /* the table of named groups */
    uint32_t name_count, name_size;
};

/* Reports where in the pattern the fault is, with a few characters from there on. */
static bool report_fault(const char *place, const char *pattern, int code, size_t offset,
                         struct error *error) {
    PCRE2_UCHAR why[160] = "";
    pcre2_get_error_message(code, why, sizeof why);
    size_t length = strlen(pattern), from = offset < length ? offset : length;
    size_t line = 1, column = 1;
    for (size_t i = 0; i < from; i++) {
        column = pattern[i] == '\n' ? 1 : column + (((unsigned char)pattern[i] & 0xC0) != 0x80);
        line += pattern[i] == '\n';
    }
    if (!pattern[from])
        return error_set(error, CODE_RULES, place, "The pattern is wrong at its end, byte %zu: %s.",
                         offset, (const char *)why);
    return error_set(error, CODE_RULES, place,
                     "The pattern is wrong at its line %zu, column %zu, byte %zu: %s; at \"%s\".",
                     line, column, offset, (const char *)why,
                     quote_text(pattern + from, NEAR_BYTES).text);
}

static uint32_t options_of(unsigned flags) {
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_DUPNAMES;
    options |= flags & REGEX_EXTENDED ? PCRE2_EXTENDED : 0;
    options |= flags & REGEX_ANCHORED ? PCRE2_ANCHORED : 0;
    options |= flags & REGEX_EXACT_CASE ? 0 : PCRE2_CASELESS;
    return options;
}

static bool compile(const char *pattern, unsigned flags, const char *place, struct regex *regex,
                    struct error *error) {
    int code = 0;
    PCRE2_SIZE offset = 0;
    regex->code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options_of(flags),
                                &code, &offset, NULL);
    if (!regex->code)
        return report_fault(place, pattern, code, offset, error);
    /* Without JIT the interpreter runs under the same limits. */
    (void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE);
    regex->limits = pcre2_match_context_create(NULL);
    if (!regex->limits)
        return error_no_memory(error, place);
    pcre2_set_match_limit(regex->limits, REGEX_MATCH_LIMIT);
    pcre2_set_depth_limit(regex->limits, REGEX_MATCH_LIMIT);
    pcre2_set_heap_limit(regex->limits, REGEX_HEAP_LIMIT_KIB);
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMETABLE, &regex->names);
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMECOUNT, &regex->name_count);
    pcre2_pattern_info(regex->code, PCRE2_INFO_NAMEENTRYSIZE, &regex->name_size);
    uint32_t groups = 0;
    pcre2_pattern_info(regex->code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if (groups >= REGEX_GROUPS)
        return error_set(error, CODE_RULES, place,
                         "The pattern has %u groups; at most %d can be used. Write (?:…) for "
                         "groups that need no name.",
                         groups, REGEX_GROUPS - 1);
    return true;
}

/* The pattern for texts typed without marks: its groups are the same. One that PCRE2 refuses (a
 * range of letters turned round) is left out; without JIT, since few texts ask for it. */
static void compile_plain(const char *pattern, unsigned flags, struct arena *arena,
                          struct regex *regex) {
    int code = 0;
    PCRE2_SIZE offset = 0;
    const char *plain = fold_plain(arena, pattern);
    if (plain && strcmp(plain, pattern) != 0)
        regex->plain = pcre2_compile((PCRE2_SPTR)plain, PCRE2_ZERO_TERMINATED, options_of(flags),
                                     &code, &offset, NULL);
}

bool regex_new(const char *pattern, unsigned flags, const char *place, struct regex **regex,
               struct error *error) {
    struct arena *arena = arena_new(PATTERN_BYTES_MAX);
    char *folded = arena ? fold_tones(arena, pattern) : NULL;
    struct regex *fresh = folded ? calloc(1, sizeof *fresh) : NULL;
    bool done = fresh ? compile(folded, flags, place, fresh, error)
                      : arena_error(folded ? NULL : arena, error, place);
    if (done)
        compile_plain(folded, flags, arena, fresh);
    arena_free(arena);
    if (!done) {
        regex_free(fresh);
        return false;
    }
    *regex = fresh;
    return true;
}

bool regex_find_fault(const char *pattern, unsigned flags, struct regex_fault *fault) {
    int code = 0;
    PCRE2_SIZE offset = 0;
    pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                                         options_of(flags), &code, &offset, NULL);
    bool wrong = compiled == NULL;
    pcre2_code_free(compiled);
    *fault = (struct regex_fault){.offset = 0};
    if (!wrong)
        return false;
    fault->unbalanced = code == PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS ||
                        code == PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS;
    fault->offset = offset < strlen(pattern) ? offset : strlen(pattern);
    pcre2_get_error_message(code, (PCRE2_UCHAR *)fault->why, sizeof fault->why);
    return true;
}

void regex_free(struct regex *regex) {
    if (!regex)
        return;
    pcre2_match_context_free(regex->limits);
    pcre2_code_free(regex->code);
    pcre2_code_free(regex->plain);
    free(regex);
}

static void copy_groups(pcre2_match_data *data, struct regex_match *match) {
    const PCRE2_SIZE *pairs = pcre2_get_ovector_pointer(data);
    uint32_t count = pcre2_get_ovector_count(data);
    for (uint32_t i = 0; i < REGEX_GROUPS; i++) {
        bool took_part = i < count && pairs[2 * i] != PCRE2_UNSET;
        match->start[i] = took_part ? pairs[2 * i] : 1;
        match->end[i] = took_part ? pairs[2 * i + 1] : 0;
    }
}

static enum regex_result search(const struct regex *regex, const pcre2_code *code,
                                const char *subject, size_t length, size_t from, uint32_t options,
                                struct regex_match *match) {
    pcre2_match_data *data = pcre2_match_data_create_from_pattern(code, NULL);
    if (!data)
        return REGEX_LIMIT;
    int found = pcre2_match(code, (PCRE2_SPTR)subject, length, from, options, data, regex->limits);
    /* The stack of JIT is not one of our limits: long text may need more, and machines without JIT
     * have none. */
    if (found == PCRE2_ERROR_JIT_STACKLIMIT)
        found = pcre2_match(code, (PCRE2_SPTR)subject, length, from, options | PCRE2_NO_JIT, data,
                            regex->limits);
    if (found > 0 && match)
        copy_groups(data, match);
    pcre2_match_data_free(data);
    if (found > 0)
        return REGEX_MATCH;
    /* Text that is not UTF-8 does not match; only a limit is worth reporting. */
    bool limit = found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_DEPTHLIMIT ||
                 found == PCRE2_ERROR_HEAPLIMIT || found == PCRE2_ERROR_NOMEMORY;
    return limit ? REGEX_LIMIT : REGEX_NO_MATCH;
}

enum regex_result regex_search(const struct regex *regex, const char *subject, size_t length,
                               size_t from, struct regex_match *match) {
    enum regex_result result = search(regex, regex->code, subject, length, from, 0, match);
    if (result != REGEX_NO_MATCH || !regex->plain || !fold_is_plain(subject, length))
        return result;
    return search(regex, regex->plain, subject, length, from, 0, match);
}

enum regex_result regex_search_folded(const struct regex *regex, const char *subject, size_t length,
                                      size_t from, struct regex_match *match) {
    return search(regex, regex->code, subject, length, from, PCRE2_NO_UTF_CHECK, match);
}

bool regex_matches(const struct regex *regex, const char *subject) {
    return regex_search(regex, subject, strlen(subject), 0, NULL) == REGEX_MATCH;
}

size_t regex_name_count(const struct regex *regex) {
    return regex->name_count;
}

/* An entry is the group's number, high byte first, then its name (pcre2api, PCRE2_INFO_NAMETABLE).
 */
const char *regex_name(const struct regex *regex, size_t n, unsigned *group) {
    const unsigned char *entry = regex->names + n * regex->name_size;
    *group = (unsigned)entry[0] << 8 | entry[1];
    return (const char *)entry + 2;
}

unsigned regex_group(const struct regex *regex, const char *name) {
    for (size_t i = 0; i < regex->name_count; i++) {
        unsigned group;
        if (strcmp(regex_name(regex, i, &group), name) == 0)
            return group;
    }
    return 0;
}
