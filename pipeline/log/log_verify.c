#include "pipeline/log/log_verify.h"
#include "pipeline/limits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void log_verify_start(struct log_verification *verification, const struct log_mark *mark) {
    *verification = (struct log_verification){.mark = mark};
}

static const char *describe_fault(enum log_chain_verdict verdict, bool first) {
    switch (verdict) {
    case LOG_CHAIN_INTACT:
        break;
    case LOG_CHAIN_UNSEALED:
        return "The line is cut short, or was not written by chitieu: it has no hash.";
    case LOG_CHAIN_HEADLESS:
        return "The lines before this one are missing: it is not the first that its run wrote.";
    case LOG_CHAIN_GAP:
        return first ? "This file does not continue the one before: lines at the end of that one "
                       "or a file between them are missing, or the order is wrong."
                     : "Lines before this one were removed or inserted: it follows another line.";
    case LOG_CHAIN_BROKEN:
        return "This line was changed, or lines before it were inserted, removed or moved.";
    }
    return "";
}

/* Whether this is the event that the database's mark belongs to: of that run, with that code, after
 * the line with that hash. */
static bool is_marked(const struct log_mark *mark, const char *before, const char *line) {
    char run[LOG_MARK_RUN_BYTES + 16], code[LOG_MARK_CODE_BYTES + 16];
    snprintf(run, sizeof run, "\"run\":\"%s\"", mark->run_id);
    snprintf(code, sizeof code, "\"code\":\"%s\"", mark->code);
    return strcmp(mark->hash, before) == 0 && strstr(line, run) && strstr(line, code);
}

static bool verify_line(struct log_verification *verification, const struct buffer *line) {
    char before[SHA256_BYTES];
    memcpy(before, verification->chain.hash, sizeof before);
    if (!*before && log_chain_read_after(line->data, line->length, before))
        memcpy(verification->start, before, sizeof before);
    enum log_chain_verdict verdict =
        log_chain_verify(&verification->chain, line->data, line->length);
    if (verdict != LOG_CHAIN_INTACT) {
        snprintf(verification->fault, sizeof verification->fault, "%s",
                 describe_fault(verdict, verification->line == 1));
        return false;
    }
    verification->lines++;
    if (verification->mark && is_marked(verification->mark, before, line->data))
        verification->marked = true;
    return true;
}

enum line_end { LINE_WHOLE, LINE_NONE, LINE_BAD };

static enum line_end read_line(FILE *file, struct buffer *line) {
    int byte;
    buffer_clear(line);
    while ((byte = getc_unlocked(file)) != EOF && byte != '\n' && !line->failed)
        buffer_putc(line, (char)byte);
    if (byte == EOF && line->length == 0)
        return LINE_NONE;
    return byte == '\n' && line->length > 0 && !line->failed ? LINE_WHOLE : LINE_BAD;
}

static bool verify_lines(struct log_verification *verification, FILE *file) {
    struct buffer line;
    enum line_end end;
    bool good = true;
    buffer_init(&line, LOG_LINE_BYTES_MAX);
    while (good && (end = read_line(file, &line)) != LINE_NONE) {
        verification->line++;
        if (end == LINE_BAD)
            snprintf(verification->fault, sizeof verification->fault, "%s",
                     describe_fault(LOG_CHAIN_UNSEALED, false));
        good = end == LINE_WHOLE && verify_line(verification, &line);
    }
    buffer_free(&line);
    return good;
}

bool log_verify_file(struct log_verification *verification, const char *path, struct error *error) {
    bool standard = strcmp(path, "-") == 0;
    errno = 0;
    FILE *file = standard ? stdin : fopen(path, "rb");
    if (!file)
        return error_set(error, CODE_NO_INPUT, path, "The log cannot be opened: %s.",
                         strerror(errno));
    verification->line = 0;
    bool good = verify_lines(verification, file);
    if (ferror(file))
        good = error_set(error, CODE_NO_INPUT, path, "The log cannot be read: %s.",
                         strerror(errno ? errno : EIO));
    if (!standard)
        fclose(file);
    return good;
}

bool log_verify_is_headless(const struct log_verification *verification) {
    return strspn(verification->start, "0") != strlen(verification->start);
}
