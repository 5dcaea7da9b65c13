#include "extract/html/html.h"

#include "extract/html/charset.h"
#include "extract/html/mime.h"
#include "extract/html/sheet_output.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    HEAD_BYTES = 65536, /* in which a page shows what it is; styles may come before the body */
    NAME_BYTES = 32,    /* of an element; the longest of HTML has 10 */
    FORMAT_BITS = 60,   /* less than XML formats by their namespace, more than plain text */
    MAIL_BITS = 100
};

/* ---- bids ---- */

static bool is_other(const struct format_input *input) {
    static const char *const magics[] = {"{\\rt", "%PDF-"};
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (input->length >= strlen(magics[i]) &&
            memcmp(input->bytes, magics[i], strlen(magics[i])) == 0)
            return true;
    return input->package || input->ole;
}

static const char *skip_space(const char *at) {
    while (isspace((unsigned char)*at))
        at++;
    return at;
}

/* The first element, behind declarations and comments; NULL when something else is there. */
static const char *first_element(const char *at, bool *xml, bool *html) {
    *xml = *html = false;
    for (at = skip_space(at); at && *at == '<'; at = at ? skip_space(at) : NULL) {
        if (strncasecmp(at, "<?xml", 5) == 0)
            *xml = true;
        if (strncasecmp(at, "<!doctype html", strlen("<!doctype html")) == 0)
            *html = true;
        if (strncmp(at, "<!--", 4) == 0) {
            at = strstr(at, "-->");
            at = at ? at + 3 : NULL;
        } else if (at[1] == '!' || at[1] == '?') {
            at = strchr(at, '>');
            at = at ? at + 1 : NULL;
        } else {
            return at + 1;
        }
    }
    return NULL;
}

/* XML of another kind may have a table in it, but its first element is none of HTML. */
static bool is_page(const char *head) {
    bool xml, html;
    char name[NAME_BYTES] = "";
    const char *element = first_element(head, &xml, &html);
    if (html)
        return true;
    for (size_t i = 0; element && i < sizeof name - 1 && isalnum((unsigned char)element[i]); i++)
        name[i] = (char)tolower((unsigned char)element[i]);
    if (!element || (element[strlen(name)] && !strchr(" \t\r\n>/", element[strlen(name)])))
        return false;
    if (strcmp(name, "html") == 0)
        return true;
    return !xml && htmlTagLookup((const xmlChar *)name) &&
           (strcasestr(head, "<table") || strcasestr(head, "<html") || strcasestr(head, "<body"));
}

unsigned html_bid(const struct format_input *input) {
    char head[HEAD_BYTES + 1];
    if (is_other(input))
        return 0;
    charset_peek(input->bytes, input->length, head, sizeof head);
    return is_page(head) ? FORMAT_BITS : 0;
}

/* RFC 5322 §2.2: a message begins with a field. */
static bool begins_with_field(const char *head) {
    size_t name = strspn(head, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
    return name > 0 && head[name] == ':';
}

unsigned mhtml_bid(const struct format_input *input) {
    char head[HEAD_BYTES + 1];
    if (is_other(input))
        return 0;
    charset_peek(input->bytes, input->length, head, sizeof head);
    const char *text = skip_space(head);
    bool mail = begins_with_field(text) && strcasestr(text, "MIME-Version:") &&
                strcasestr(text, "Content-Type:");
    return mail ? MAIL_BITS : 0;
}

/* ---- pages ---- */

struct reading {
    const struct limits *limits;
    const struct event_sink *sink;
    struct builder *builder;
    struct arena *arena;
    struct error *error;
};

struct page_bytes {
    const char *bytes, *charset, *part;
    size_t length;
};

/* What a page of a workbook is, and gives. */
struct book_page {
    struct page_book book;
    const char *name; /* of its sheet, or NULL */
    bool hidden;
    bool sheet, frames;
    char *title;
};

static bool has(const struct buffer *text, const char *word) {
    return text->length && memmem(text->data, text->length, word, strlen(word)) != NULL;
}

/* Pages of Excel and LibreOffice Calc; cells with values behind their text. */
static bool is_sheet(const struct buffer *text) {
    static const char *const signs[] = {"schemas-microsoft-com:office:excel", "Excel.Sheet",
                                        " sdval=\"", " sdnum=\"", " x:num"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (has(text, signs[i]))
            return true;
    return false;
}

static bool read_text(struct reading *r, const struct buffer *text, struct book_page *page) {
    struct page_target document = {.builder = r->builder, .sink = r->sink, .arena = r->arena};
    struct sheet_target sheet = {.base = document,
                                 .book = &page->book,
                                 .name = page->name,
                                 .hidden = page->hidden,
                                 .limit = r->limits->cell_text_bytes};
    struct page_options options = {.limits = r->limits,
                                   .arena = r->arena,
                                   .sheet = page->sheet,
                                   .book = &page->book,
                                   .title = &page->title,
                                   .frames = &page->frames};
    struct page_output output = page->sheet ? sheet_output(&sheet) : document_output(&document);
    bool read = page_read(buffer_text(text), text->length, &options, &output, r->error);
    struct error ignored = {.code = CODE_NONE};
    if (page->sheet && !sheet_output_end(&sheet, read ? r->error : &ignored))
        return false;
    return read;
}

static bool read_page(struct reading *r, const struct page_bytes *source, struct book_page *page) {
    struct buffer text;
    buffer_init(&text, r->limits->unpacked_bytes);
    charset_to_utf8(source->bytes, source->length, source->charset, source->part, r->sink, &text);
    bool done = !text.failed || buffer_error(&text, r->error, "") ||
                error_set(r->error, CODE_LIMIT_UNPACKED, "",
                          "The page has more than %zu bytes (--max-unpacked-bytes).",
                          r->limits->unpacked_bytes);
    page->sheet = page->sheet || is_sheet(&text);
    done = done && read_text(r, &text, page);
    buffer_free(&text);
    return done;
}

static void set_title(struct reading *r, const char *title) {
    struct properties *properties = builder_properties(r->builder);
    if (title && !properties->title && *skip_space(title))
        properties->title = builder_strdup(r->builder, skip_space(title));
}

/* A workbook saved as several files is nothing without them. */
static bool report_frames(struct reading *r, const struct book_page *page) {
    for (size_t i = 0; i < page->book.count; i++)
        if (page->book.sheets[i].source)
            return error_set(r->error, CODE_PART_MISSING, "",
                             "The sheets of this workbook are in other files. Open it in Excel, "
                             "save it as .xlsx and send it again.");
    static const char message[] =
        "The page embeds other pages (frames), which are not part of the file.";
    event_note(r->sink, CODE_PART_SKIPPED, NULL, message);
    builder_warning(r->builder, CODE_PART_SKIPPED, NULL, message);
    return true;
}

static bool read_file(struct reading *r, const struct format_input *input) {
    struct page_bytes source = {
        .bytes = (const char *)input->bytes, .length = input->length, .part = ""};
    struct book_page page = {.name = NULL};
    if (!read_page(r, &source, &page))
        return false;
    set_title(r, page.title);
    return !page.frames || report_frames(r, &page);
}

/* ---- web archives ---- */

static bool is_html(const struct mime_part *part) {
    return strcmp(part->type, "text/html") == 0 || strcmp(part->type, "application/xhtml+xml") == 0;
}

/* RFC 2557 §8: the root is the part that start= names, else the first; of a mail the first page. */
static struct mime_part *root_of(const struct mime_message *message) {
    struct mime_part *first = NULL;
    for (size_t i = 0; i < message->count; i++) {
        struct mime_part *part = &message->parts[i];
        if (!is_html(part))
            continue;
        if (message->start && *part->id && strcmp(part->id, message->start) == 0)
            return part;
        first = first ? first : part;
    }
    return first;
}

static const char *file_name(const char *location) {
    const char *slash = strrchr(location, '/'), *back = strrchr(location, '\\');
    const char *last = back && (!slash || back > slash) ? back : slash;
    return last ? last + 1 : location;
}

/* The part that an address means; addresses of one archive differ before the file's name only. */
static struct mime_part *part_at(const struct mime_message *message, const char *location) {
    for (size_t i = 0; location && i < message->count; i++)
        if (strcasecmp(file_name(message->parts[i].location), file_name(location)) == 0)
            return &message->parts[i];
    return NULL;
}

static struct page_bytes source_of(const struct mime_part *part) {
    return (struct page_bytes){.bytes = part->bytes,
                               .length = part->length,
                               .charset = part->charset,
                               .part = part->location};
}

static bool skip_part(struct reading *r, const char *name, const char *message) {
    struct event_field field = {"part", name};
    event_emit(r->sink, &(struct event){.code = CODE_PART_SKIPPED,
                                        .message = message,
                                        .fields = &field,
                                        .field_count = 1});
    builder_warning(r->builder, CODE_PART_SKIPPED, NULL, message);
    return true;
}

static bool read_sheet(struct reading *r, const struct mime_message *message,
                       const struct page_sheet *sheet) {
    struct mime_part *part = part_at(message, sheet->source);
    if (!part || part->read) /* a page that is named twice could unfold without end */
        return skip_part(r, sheet->name ? sheet->name : "",
                         part ? "Two sheets of the workbook name the same page."
                              : "A sheet of the workbook is not in the archive.");
    part->read = true;
    struct page_bytes source = source_of(part);
    struct book_page page = {.name = sheet->name, .hidden = sheet->hidden, .sheet = true};
    return read_page(r, &source, &page);
}

/* Word keeps headers and footers in a page beside the document's. */
static bool read_headers(struct reading *r, const struct mime_message *message) {
    const struct mime_part *part = part_at(message, "header.htm");
    if (!part)
        part = part_at(message, "header.html");
    if (!part || part->read)
        return true;
    struct page_bytes source = source_of(part);
    struct book_page page = {.name = NULL};
    return read_page(r, &source, &page);
}

static bool read_archive(struct reading *r, const struct format_input *input) {
    struct mime_message message;
    struct book_page page = {.name = NULL};
    if (!mime_read((const char *)input->bytes, input->length, r->limits, r->arena, &message,
                   r->error))
        return false;
    struct mime_part *root = root_of(&message);
    if (!root)
        return error_set(r->error, CODE_FORMAT_UNSUPPORTED, "",
                         "This is an e-mail without a page; save the report that is attached to it "
                         "and send that.");
    struct page_bytes source = source_of(root);
    root->read = true;
    bool done = read_page(r, &source, &page);
    set_title(r, page.title);
    if (done && page.book.count > r->limits->entries)
        return error_set(r->error, CODE_LIMIT_ENTRIES, "",
                         "The workbook names more than %zu sheets (--max-entries).",
                         r->limits->entries);
    for (size_t i = 0; done && i < page.book.count; i++)
        if (page.book.sheets[i].source)
            done = read_sheet(r, &message, &page.book.sheets[i]);
    return done && read_headers(r, &message);
}

/* ---- the readers ---- */

static bool read_with(bool (*read)(struct reading *, const struct format_input *),
                      const struct format_input *input, const struct limits *limits,
                      const struct event_sink *sink, struct builder *builder, struct error *error) {
    struct reading reading = {.limits = limits, .sink = sink, .builder = builder, .error = error};
    reading.arena = limits_arena(limits->memory_bytes);
    if (!reading.arena)
        return error_no_memory(error, "");
    bool done = read(&reading, input);
    arena_free(reading.arena);
    return done;
}

bool html_read(const struct format_input *input, const struct limits *limits,
               const struct event_sink *sink, struct builder *builder, struct error *error) {
    return read_with(read_file, input, limits, sink, builder, error);
}

bool mhtml_read(const struct format_input *input, const struct limits *limits,
                const struct event_sink *sink, struct builder *builder, struct error *error) {
    return read_with(read_archive, input, limits, sink, builder, error);
}
