/* format: which reader a file's bytes are for. A reader is one row of the table in format.c.
 *
 * Bids are pure functions of the first bytes and, for ZIP files, of the open package: the score is
 * the number of bits they checked, the highest wins, 0 means "not mine". A format that is
 * recognised but not read has no `read` and its row has a sentence for a person on what to do
 * instead.
 */
#ifndef CHITIEU_EXTRACT_FORMAT_H
#define CHITIEU_EXTRACT_FORMAT_H

#include "extract/builder.h"
#include "extract/ole/ole.h"
#include "extract/package/opc.h"

struct format;

struct format_input {
    const char *path;
    const unsigned char *bytes;
    size_t length;
    struct ole *ole; /* the compound file when the bytes are one that opens, else NULL */
    struct package
        *package; /* the OPC package when the bytes are a ZIP file that opens, else NULL */
    /* The reader for a file inside this one (a workbook in a document): format_choose().
     * Readers are below the table that lists them, so that their caller hands it down.
     * NULL: such files are not read. */
    const struct format *(*choose)(const struct format_input *input);
};

struct format {
    const char *name; /* "docx" */
    unsigned (*bid)(const struct format_input *input);
    /* Reads into the builder; false with error filled. NULL: recognised only. */
    bool (*read)(const struct format_input *input, const struct limits *limits,
                 const struct event_sink *sink, struct builder *builder, struct error *error);
    enum code refusal;  /* when `read` is NULL */
    const char *remedy; /* when `read` is NULL: one sentence for a person */
    /* When `read` is NULL: fills the error where there is more to say than `refusal` and `remedy`,
     * or leaves it. NULL: there never is. */
    void (*refuse)(const struct format_input *input, struct error *error);
};

/* The best bidder, or NULL. What it found of a package counts only while package_list_fault() is no
 * limit. */
const struct format *format_choose(const struct format_input *input);

/* Refuses the bytes in the words of their format, which has no reader. Always returns false. */
bool format_refuse(const struct format *format, const struct format_input *input,
                   struct error *error);

#endif
