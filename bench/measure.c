/* measure: runs several programs in turn, many times, and prints their median time and peak memory.
 *
 *     measure ROUNDS < list        each line: NAME <tab> PROGRAM ARGUMENT...
 *
 * Interleaved, so that a busy moment of the machine falls on all. Output is thrown away. The ratio
 * is to the first line's median. A program that ends with another status than 0 is named so.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PROGRAMS_MAX = 32, ARGUMENTS_MAX = 32, ROUNDS_MAX = 1000, LINE_BYTES = 4096 };

struct program {
    char line[LINE_BYTES];
    const char *name;
    char *arguments[ARGUMENTS_MAX + 1];
    double seconds[ROUNDS_MAX];
    long peak_kb; /* the largest of all rounds */
    int status;   /* of the last round */
};

static int read_programs(struct program *programs) {
    int count = 0;
    while (count < PROGRAMS_MAX && fgets(programs[count].line, LINE_BYTES, stdin)) {
        struct program *program = &programs[count];
        char *rest, *word = strtok_r(program->line, "\t\n", &rest);
        int arguments = 0;
        if (!word)
            continue;
        program->name = word;
        while (arguments < ARGUMENTS_MAX && (word = strtok_r(NULL, " \n", &rest)))
            program->arguments[arguments++] = word;
        count += arguments > 0;
    }
    return count;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void run_child(const struct program *program) {
    int nowhere = open("/dev/null", O_RDWR);
    for (int fd = 0; fd <= 2; fd++)
        dup2(nowhere, fd);
    execvp(program->arguments[0], program->arguments);
    _exit(127);
}

static void run(struct program *program, int round) {
    struct rusage usage;
    int status = 0;
    double start = now();
    pid_t child = fork();
    if (child == 0)
        run_child(program);
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        exit(71);
    }
    program->seconds[round] = now() - start;
    program->peak_kb = usage.ru_maxrss > program->peak_kb ? usage.ru_maxrss : program->peak_kb;
    program->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int by_size(const void *one, const void *other) {
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

static double median(double *values, int count) {
    qsort(values, (size_t)count, sizeof *values, by_size);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

int main(int argc, char **argv) {
    static struct program programs[PROGRAMS_MAX];
    int rounds = argc == 2 ? atoi(argv[1]) : 0;
    if (rounds < 1 || rounds > ROUNDS_MAX) {
        fprintf(stderr, "usage: measure ROUNDS < list\n");
        return 64;
    }
    int count = read_programs(programs);
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < count; i++)
            run(&programs[i], round);
    printf("  %-34s %10s %10s %8s %9s\n", "", "median ms", "least ms", "ratio", "peak MB");
    double first = 0;
    for (int i = 0; i < count; i++) {
        double middle = median(programs[i].seconds, rounds);
        first = i == 0 ? middle : first;
        printf("  %-34s %10.1f %10.1f %8.2f %9.1f", programs[i].name, middle * 1000,
               programs[i].seconds[0] * 1000, middle / first, (double)programs[i].peak_kb / 1024);
        printf(programs[i].status ? "  status %d\n" : "\n", programs[i].status);
    }
    return 0;
}
