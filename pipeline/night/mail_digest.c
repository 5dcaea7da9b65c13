#include "pipeline/night/mail_digest.h"
#include "pipeline/night/reason.h"
#include "pipeline/limits.h"

#include <string.h>

static bool has_arena(struct mail_digest *digest) {
    if (!digest->arena)
        digest->arena = arena_new(MAIL_DIGEST_BYTES_MAX);
    return digest->arena != NULL;
}

void mail_digest_add_failure(struct mail_digest *digest, const char *name,
                             const struct error *reason) {
    digest->failed++;
    if (!has_arena(digest))
        return;
    struct mail_digest_failure *list =
        arena_grow(digest->arena, digest->failures, digest->failure_count,
                   &digest->failure_capacity, sizeof *list);
    const char *copy = list ? arena_strdup(digest->arena, name) : NULL;
    if (!copy)
        return;
    digest->failures = list;
    list[digest->failure_count++] = (struct mail_digest_failure){copy, reason->code};
}

void mail_digest_set_period(struct mail_digest *digest, const char *period) {
    if (has_arena(digest))
        digest->period = arena_strdup(digest->arena, period);
}

void mail_digest_add_missing(struct mail_digest *digest, const char *unit) {
    if (!has_arena(digest))
        return;
    const char **list = arena_grow(digest->arena, digest->missing, digest->missing_count,
                                   &digest->missing_capacity, sizeof *list);
    const char *copy = list ? arena_strdup(digest->arena, unit) : NULL;
    if (!copy)
        return;
    digest->missing = list;
    list[digest->missing_count++] = copy;
}

void mail_digest_free(struct mail_digest *digest) {
    arena_free(digest->arena);
    *digest = (struct mail_digest){.arena = NULL};
}

/* ---- words ---- */

static void put_count(struct buffer *out, const char *words, uint64_t count) {
    if (count > 0)
        buffer_printf(out, "  %-6llu %s\n", (unsigned long long)count, words);
}

static void put_rest(struct buffer *out, enum language language, size_t count) {
    if (count > MAIL_DIGEST_NAMED_MAX) {
        buffer_puts(out, "    ");
        buffer_printf(out, language_text(language, MARKED("and %zu more")),
                      count - MAIL_DIGEST_NAMED_MAX);
        buffer_putc(out, '\n');
    }
}

static void put_failures(const struct mail_digest *digest, enum language language,
                         struct buffer *out) {
    for (size_t i = 0; i < digest->failure_count && i < MAIL_DIGEST_NAMED_MAX; i++) {
        const struct mail_digest_failure *failure = &digest->failures[i];
        buffer_puts(out, "    ");
        buffer_put_printable(out, failure->name, strlen(failure->name));
        buffer_printf(out, "\n        %s\n", reason_sentence(failure->code, language));
    }
    put_rest(out, language, digest->failure_count);
}

static void put_missing(const struct mail_digest *digest, enum language language,
                        struct buffer *out) {
    if (!digest->period)
        return;
    if (digest->missing_count == 0) {
        buffer_printf(out, language_text(language, MARKED("All bodies have reported on %s.")),
                      digest->period);
        buffer_putc(out, '\n');
        return;
    }
    buffer_printf(out, language_text(language, MARKED("Not reported on %s yet (bodies: %zu):")),
                  digest->period, digest->missing_count);
    buffer_putc(out, '\n');
    for (size_t i = 0; i < digest->missing_count && i < MAIL_DIGEST_NAMED_MAX; i++) {
        buffer_puts(out, "    ");
        buffer_put_printable(out, digest->missing[i], strlen(digest->missing[i]));
        buffer_putc(out, '\n');
    }
    put_rest(out, language, digest->missing_count);
}

void mail_digest_print(const struct mail_digest *digest, enum language language,
                       struct buffer *out) {
    const struct {
        uint64_t count;
        const char *words;
    } lines[] = {
        {digest->fresh, MARKED("new reports")},
        {digest->replaced, MARKED("read again, with other rules or another version")},
        {digest->unchanged, MARKED("unchanged")},
        {digest->repeated, MARKED("the same bytes under another name")},
        {digest->superseded, MARKED("replacing another report of the same body and period")},
        {digest->review, MARKED("with values for a person to review")},
        {digest->skipped, MARKED("not meant to be read, or still being written")},
        {digest->failed, MARKED("could not be read:")},
    };
    bool any = false;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        put_count(out, language_text(language, lines[i].words), lines[i].count);
        any = any || lines[i].count > 0;
    }
    if (!any)
        buffer_printf(out, "  %s\n", language_text(language, MARKED("There was nothing to read.")));
    put_failures(digest, language, out);
    put_missing(digest, language, out);
}
