#include "extract/html/mime.h"

#include <glib.h>
#include <string.h>
#include <strings.h>

/* Multiparts in each other: an archive in a mail is three deep. */
enum { DEPTH_MAX = 8 };

struct scan {
    const char *at, *end;
};

struct reading {
    const struct limits *limits;
    struct arena *arena;
    struct mime_message *message;
    size_t unpacked;
    unsigned depth;
    struct error *error;
};

/* The fields of a part that count. */
struct fields {
    const char *type, *encoding, *location, *id;
};

/* ---- lines and fields ---- */

/* The next line without its end; false at the end. */
static bool next_line(struct scan *scan, struct scan *line) {
    if (scan->at >= scan->end)
        return false;
    const char *feed = memchr(scan->at, '\n', (size_t)(scan->end - scan->at));
    line->at = scan->at;
    line->end = feed ? feed : scan->end;
    scan->at = feed ? feed + 1 : scan->end;
    if (line->end > line->at && line->end[-1] == '\r')
        line->end--;
    return true;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool is_field(const struct scan *line, const char *name) {
    size_t length = strlen(name);
    return (size_t)(line->end - line->at) > length && strncasecmp(line->at, name, length) == 0 &&
           line->at[length] == ':';
}

/* A field's value with the lines it goes on in (RFC 5322 §2.2.3). */
static const char *value_of(struct scan line, const char *name, struct scan *rest,
                            struct arena *arena) {
    const char *at = line.at + strlen(name) + 1;
    struct scan more;
    while (rest->at < rest->end && is_blank(*rest->at) && next_line(rest, &more))
        line.end = more.end;
    while (at < line.end && is_blank(*at))
        at++;
    return arena_strndup(arena, at, (size_t)(line.end - at));
}

/* Reads up to the empty line. */
static struct fields read_fields(struct scan *scan, struct arena *arena) {
    struct fields fields = {.type = NULL};
    const struct {
        const char *name;
        const char **value;
    } wanted[] = {{"Content-Type", &fields.type},
                  {"Content-Transfer-Encoding", &fields.encoding},
                  {"Content-Location", &fields.location},
                  {"Content-ID", &fields.id}};
    struct scan line;
    while (next_line(scan, &line) && line.at < line.end)
        for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
            if (is_field(&line, wanted[i].name) && !*wanted[i].value)
                *wanted[i].value = value_of(line, wanted[i].name, scan, arena);
    return fields;
}

/* A parameter of Content-Type: `; boundary="x"`. NULL when it has none. */
static const char *parameter(const char *type, const char *name, struct arena *arena) {
    size_t length = strlen(name);
    for (const char *at = type ? strchr(type, ';') : NULL; at; at = strchr(at, ';')) {
        at++;
        at += strspn(at, " \t\r\n");
        if (strncasecmp(at, name, length) != 0)
            continue;
        const char *value = at + length;
        value += strspn(value, " \t");
        if (*value++ != '=')
            continue;
        value += strspn(value, " \t");
        if (*value == '"')
            return arena_strndup(arena, value + 1, strcspn(value + 1, "\""));
        return arena_strndup(arena, value, strcspn(value, "; \t\r\n"));
    }
    return NULL;
}

static const char *small(struct arena *arena, const char *type) {
    char *copy = arena_strndup(arena, type, strcspn(type, "; \t\r\n"));
    for (char *at = copy; at && *at; at++)
        *at = (char)g_ascii_tolower(*at);
    return copy;
}

/* "<x@y>" or "x@y". */
static const char *bare_id(struct arena *arena, const char *id) {
    if (!id)
        return NULL;
    id += strspn(id, " \t<");
    return arena_strndup(arena, id, strcspn(id, "> \t\r\n"));
}

/* ---- bodies ---- */

static int hex(char c) {
    return g_ascii_xdigit_value(c);
}

/* RFC 2045 §6.7. */
static size_t decode_quoted(struct scan body, char *out) {
    char *start = out;
    struct scan line;
    while (next_line(&body, &line)) {
        const char *end = line.end;
        bool goes_on = false;
        while (end > line.at && is_blank(end[-1]))
            end--;
        if (end > line.at && end[-1] == '=') {
            goes_on = true;
            end--;
        }
        for (const char *at = line.at; at < end; at++) {
            bool coded = *at == '=' && end - at > 2 && hex(at[1]) >= 0 && hex(at[2]) >= 0;
            *out++ = coded ? (char)(hex(at[1]) * 16 + hex(at[2])) : *at;
            at += coded ? 2 : 0;
        }
        if (!goes_on && line.end < body.end)
            *out++ = '\n';
    }
    return (size_t)(out - start);
}

static bool decode(struct reading *r, struct scan body, const char *encoding,
                   struct mime_part *part) {
    size_t length = (size_t)(body.end - body.at);
    bool base64 = encoding && strncasecmp(encoding, "base64", strlen("base64")) == 0;
    bool quoted = encoding && strncasecmp(encoding, "quoted-printable", 16) == 0;
    part->bytes = body.at;
    part->length = length;
    if (!base64 && !quoted)
        return true;
    /* Room as of the coded bytes: neither code makes them more. */
    r->unpacked += length;
    if (r->unpacked > r->limits->unpacked_bytes)
        return error_set(r->error, CODE_LIMIT_UNPACKED, "",
                         "The parts of the archive have more than %zu bytes "
                         "(--max-unpacked-bytes).",
                         r->limits->unpacked_bytes);
    char *out = arena_alloc(r->arena, length + 4);
    if (!out)
        return arena_error(r->arena, r->error, "");
    gint state = 0;
    guint save = 0;
    part->bytes = out;
    part->length = base64 ? g_base64_decode_step(body.at, length, (guchar *)out, &state, &save)
                          : decode_quoted(body, out);
    return true;
}

/* ---- parts ---- */

static bool read_entity(struct reading *r, struct scan scan);

/* "--boundary", "--boundary--"; 0 none, 1 a part begins, 2 the last one ends. */
static int delimiter(const struct scan *line, const char *boundary) {
    size_t length = strlen(boundary), whole = (size_t)(line->end - line->at);
    if (whole < length + 2 || memcmp(line->at, "--", 2) != 0 ||
        memcmp(line->at + 2, boundary, length) != 0)
        return 0;
    const char *rest = line->at + 2 + length;
    if (line->end - rest >= 2 && memcmp(rest, "--", 2) == 0)
        return 2;
    while (rest < line->end && is_blank(*rest))
        rest++;
    return rest == line->end;
}

static bool read_parts(struct reading *r, struct scan scan, const char *boundary) {
    const char *begin = NULL;
    struct scan line;
    int kind = 0;
    while (kind != 2 && next_line(&scan, &line)) {
        kind = delimiter(&line, boundary);
        if (kind == 0)
            continue;
        if (begin && !read_entity(r, (struct scan){begin, line.at}))
            return false;
        begin = scan.at;
    }
    /* An archive that is cut short. */
    return kind == 2 || !begin || read_entity(r, (struct scan){begin, scan.end});
}

static bool add_part(struct reading *r, const struct fields *fields, struct scan body) {
    struct mime_message *message = r->message;
    if (message->count >= r->limits->entries)
        return error_set(r->error, CODE_LIMIT_ENTRIES, "",
                         "The archive has more than %zu parts (--max-entries).",
                         r->limits->entries);
    struct mime_part *parts =
        arena_grow(r->arena, message->parts, message->count, &message->capacity, sizeof *parts);
    if (!parts)
        return arena_error(r->arena, r->error, "");
    message->parts = parts;
    struct mime_part *part = &parts[message->count++];
    const char *id = bare_id(r->arena, fields->id);
    *part = (struct mime_part){.type = small(r->arena, fields->type ? fields->type : "text/plain"),
                               .charset = parameter(fields->type, "charset", r->arena),
                               .location = fields->location ? fields->location : "",
                               .id = id ? id : ""};
    return part->type && decode(r, body, fields->encoding, part);
}

static bool read_entity(struct reading *r, struct scan scan) {
    struct fields fields = read_fields(&scan, r->arena);
    const char *boundary = fields.type && strncasecmp(fields.type, "multipart/", 10) == 0
                               ? parameter(fields.type, "boundary", r->arena)
                               : NULL;
    if (!boundary || !*boundary || r->depth >= DEPTH_MAX)
        return add_part(r, &fields, scan);
    if (r->depth == 0)
        r->message->start = bare_id(r->arena, parameter(fields.type, "start", r->arena));
    r->depth++;
    bool done = read_parts(r, scan, boundary);
    r->depth--;
    return done;
}

bool mime_read(const char *bytes, size_t length, const struct limits *limits, struct arena *arena,
               struct mime_message *message, struct error *error) {
    struct reading r = {.limits = limits, .arena = arena, .message = message, .error = error};
    *message = (struct mime_message){.count = 0};
    if (!read_entity(&r, (struct scan){bytes, bytes + length}) && error->code != CODE_NONE)
        return false;
    return !arena_failed(arena) || arena_error(arena, error, "");
}
