#include "pipeline/cli/output.h"
#include "pipeline/cli/message.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *name_of(const struct output *output) {
    return output->path ? output->path : "standard output";
}

static bool fail_to_write(const struct output *output, struct error *error) {
    return error_set(error, CODE_OUTPUT, name_of(output), "The output cannot be written: %s.",
                     strerror(errno ? errno : EIO));
}

/* The file that a link leads to, which is written in place of the link; NULL when the path is no
 * link. */
static char *link_target(const char *path) {
    struct stat info;
    return lstat(path, &info) == 0 && S_ISLNK(info.st_mode) ? realpath(path, NULL) : NULL;
}

/* A device or a pipe is written to directly; only a file can be replaced by another. */
static bool uses_draft(const char *path) {
    struct stat info;
    return stat(path, &info) != 0 || S_ISREG(info.st_mode);
}

bool output_open(struct output *output, const char *path, struct error *error) {
    *output = (struct output){.file = stdout};
    if (!path || strcmp(path, "-") == 0)
        return true;
    output->target = link_target(path);
    output->path = path = output->target ? output->target : path;
    if (uses_draft(path) && asprintf(&output->draft, "%s.part", path) < 0)
        return error_no_memory(error, path);
    errno = 0;
    output->file = fopen(output->draft ? output->draft : path, "w");
    if (output->file)
        return true;
    fail_to_write(output, error);
    free(output->draft);
    free(output->target);
    *output = (struct output){.file = NULL};
    return false;
}

bool output_write(struct output *output, const struct buffer *bytes, struct error *error) {
    if (bytes->failed)
        return buffer_error(bytes, error, name_of(output)) ||
               error_set(error, CODE_LIMIT_MEMORY, name_of(output),
                         "A record needs more than %zu bytes of memory.", bytes->limit);
    errno = 0;
    if (bytes->length == 0 || fwrite(bytes->data, bytes->length, 1, output->file) == 1)
        return true;
    return fail_to_write(output, error);
}

bool output_close(struct output *output, bool keep, struct error *error) {
    errno = 0;
    bool written = fflush(output->file) == 0 && !ferror(output->file);
    if (!written)
        fail_to_write(output, error);
    if (output->path && fclose(output->file) != 0 && written)
        written = fail_to_write(output, error);
    if (output->draft) {
        bool whole = written && keep;
        if (whole && rename(output->draft, output->path) != 0)
            written = fail_to_write(output, error);
        if (!whole || !written)
            unlink(output->draft);
    }
    free(output->draft);
    free(output->target);
    *output = (struct output){.file = NULL};
    return written;
}

int output_text(const struct buffer *text) {
    struct output output;
    struct error error = {.code = CODE_NONE};
    if (output_open(&output, NULL, &error) && output_write(&output, text, &error) &&
        output_close(&output, true, &error))
        return 0;
    return message_error(NULL, &error);
}
