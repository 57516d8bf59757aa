#include "foreign_file.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "file_descriptor.hpp"
#include "inspection_verdict.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace palpate::session {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kLongest{10};
constexpr std::size_t kMaxVerdictBytes = std::size_t{64} * 1024;
/// Descriptors of the child are 0 to 3; those that become them must not be among them.
constexpr int kFirstFreeDescriptor = 10;

Result<std::filesystem::path> inspectorProgram()
{
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (!error) {
        auto installed = program.parent_path().parent_path() / "libexec/palpate/palpate-inspect";
        if (std::filesystem::exists(installed, error)) {
            return installed;
        }
    }
    if (std::filesystem::path built{PALPATE_BUILT_INSPECTOR}; std::filesystem::exists(built, error)) {
        return built;
    }
    return fail(ErrorCode::NotFound,
                "palpate-inspect, which looks at files first, is not installed with this "
                "program: install palpate again");
}

FileDescriptor outOfTheWay(const FileDescriptor& file)
{
    return FileDescriptor{::fcntl(file.get(), F_DUPFD_CLOEXEC, kFirstFreeDescriptor)};
}

struct Pipe {
    FileDescriptor read_end;
    FileDescriptor write_end;
};

std::optional<Pipe> makePipe()
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return std::nullopt;
    }
    const FileDescriptor write_end{ends[1]};
    return Pipe{.read_end = FileDescriptor{ends[0]}, .write_end = outOfTheWay(write_end)};
}

/// What is loaded into this program by the environment has no business in the child.
std::vector<char*> environmentOfChild()
{
    std::vector<char*> variables;
    for (char** variable = environ; *variable != nullptr; ++variable) {
        if (!std::string_view{*variable}.starts_with("LD_PRELOAD=")) {
            variables.push_back(*variable);
        }
    }
    variables.push_back(nullptr);
    return variables;
}

/// The file and the pipe become 3 and 1 of the child; it hears no signals of the terminal.
Result<pid_t> start(const std::filesystem::path& program, ForeignFileKind kind, int file, int verdict)
{
    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, verdict, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, file, STDERR_FILENO + 1);
    sigset_t none{};
    ::sigemptyset(&none);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setpgroup(&attributes, 0);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
    std::string name = program.string();
    std::string kind_word = kind == ForeignFileKind::Session ? "session" : "hdf5";
    const std::array<char*, 3> arguments{name.data(), kind_word.data(), nullptr};
    const auto environment = environmentOfChild();
    pid_t child = -1;
    const int error_number =
        ::posix_spawn(&child, program.c_str(), &actions, &attributes, arguments.data(), environment.data());
    ::posix_spawn_file_actions_destroy(&actions);
    ::posix_spawnattr_destroy(&attributes);
    if (error_number != 0) {
        return fail(ErrorCode::Io, fmt::format("{} cannot be started: {}", name, reasonOf(error_number)));
    }
    return child;
}

/// Everything that is written until the other end closes; nothing when that takes too long.
std::optional<std::string> readAll(int descriptor)
{
    const auto deadline = Clock::now() + kLongest;
    std::string text;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now());
        pollfd waited{.fd = descriptor, .events = POLLIN, .revents = 0};
        const int ready = left.count() > 0 ? ::poll(&waited, 1, static_cast<int>(left.count())) : 0;
        if (ready < 0 && errno == EINTR) {
            continue;
        }
        if (ready <= 0 || text.size() > kMaxVerdictBytes) {
            return std::nullopt;
        }
        std::array<char, 4096> block{};
        const ssize_t size = ::read(descriptor, block.data(), block.size());
        if (size < 0 && errno == EINTR) {
            continue;
        }
        if (size <= 0) {
            return text;
        }
        text.append(block.data(), static_cast<std::size_t>(size));
    }
}

int waitFor(pid_t child)
{
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

Result<void> verdictOf(const std::optional<std::string>& text, int status)
{
    if (!text) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("damaged: looking at it was given up after {} s", kLongest.count()));
    }
    if (auto verdict = readVerdict(*text)) {
        return *verdict;
    }
    if (WIFSIGNALED(status)) {
        return fail(ErrorCode::Corrupt,
                    fmt::format("damaged: it makes the HDF5 library crash (signal {}), in a "
                                "process of its own",
                                WTERMSIG(status)));
    }
    return fail(ErrorCode::Corrupt, "damaged: looking at it takes more memory than is allowed");
}

bool isSameFile(const struct stat& a, const struct stat& b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino && a.st_size == b.st_size &&
           a.st_mtim.tv_sec == b.st_mtim.tv_sec && a.st_mtim.tv_nsec == b.st_mtim.tv_nsec;
}

Result<void> inspectOpened(const std::filesystem::path& program, const FileDescriptor& file,
                           ForeignFileKind kind)
{
    auto pipe = makePipe();
    if (!pipe || !pipe->write_end.isOpen()) {
        return fail(ErrorCode::Io, reasonOf(errno));
    }
    const auto child = start(program, kind, file.get(), pipe->write_end.get());
    if (!child) {
        return fail(child.error());
    }
    {
        // Only the child may hold it: its end is then the end of what is read.
        const FileDescriptor closed = std::move(pipe->write_end);
    }
    const auto text = readAll(pipe->read_end.get());
    if (!text) {
        ::kill(*child, SIGKILL);
    }
    const int status = waitFor(*child);
    return verdictOf(text, status);
}

}  // namespace

Result<void> inspectForeignFile(const std::filesystem::path& path, ForeignFileKind kind)
{
    const FileDescriptor opened = openFile(path, O_RDONLY | O_NONBLOCK);
    struct stat before {};
    if (!opened.isOpen() || ::fstat(opened.get(), &before) != 0) {
        const int error_number = errno;
        return fail(error_number == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, reasonOf(error_number));
    }
    if (!S_ISREG(before.st_mode)) {
        return fail(ErrorCode::InvalidArgument, "is not a file; give a session file");
    }
    const FileDescriptor file = outOfTheWay(opened);
    const auto program = inspectorProgram();
    if (!program) {
        return fail(program.error());
    }
    if (auto inspected = inspectOpened(*program, file, kind); !inspected) {
        return inspected;
    }
    struct stat after {};
    if (::stat(path.c_str(), &after) != 0 || !isSameFile(before, after)) {
        return fail(ErrorCode::Busy, "changed while it was opened; try again");
    }
    return {};
}

}  // namespace palpate::session
