#include "fault_plan.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace palpate::faults {

namespace {

// Far above what a program opens, so that the log never takes the number of a closed standard stream.
constexpr int kLogDescriptor = 900;

constexpr std::array<std::pair<const char*, int>, 6> kErrors{{{"ENOSPC", ENOSPC},
                                                              {"EIO", EIO},
                                                              {"EDQUOT", EDQUOT},
                                                              {"EINTR", EINTR},
                                                              {"EACCES", EACCES},
                                                              {"EINVAL", EINVAL}}};

constexpr std::array<std::string_view, 15> kNames{"open",     "close",    "read",   "write", "sync",
                                                  "truncate", "allocate", "rename", "link",  "unlink",
                                                  "lock",     "copy",     "stat",   "space", "mkdir"};

std::string environmentValue(const char* name)
{
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string{} : std::string{value};
}

int openLog(const std::string& path)
{
    if (path.empty()) {
        return -1;
    }
    // System calls, not functions: those are the ones that this library replaces.
    const auto opened = static_cast<int>(
        ::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644));
    const auto log = static_cast<int>(::syscall(SYS_fcntl, opened, F_DUPFD_CLOEXEC, kLogDescriptor));
    ::syscall(SYS_close, opened);
    return log;
}

struct Plan {
    std::string folder = environmentValue("PALPATE_FAULT_FOLDER");
    std::string call = environmentValue("PALPATE_FAULT_CALL");
    std::string how = environmentValue("PALPATE_FAULT_HOW");
    long nth = std::atol(environmentValue("PALPATE_FAULT_NTH").c_str());
    bool onward = environmentValue("PALPATE_FAULT_ONWARD") == "1";
    int log = openLog(environmentValue("PALPATE_FAULT_LOG"));
    std::atomic<long> seen = 0;

    [[nodiscard]] bool watches(const char* path) const
    {
        return path != nullptr && !folder.empty() && std::strncmp(path, folder.c_str(), folder.size()) == 0;
    }
    [[nodiscard]] Fate take(Call kind);
    void write(Call kind, bool failed, const char* path) const;
};

Plan& plan()
{
    static Plan one;
    return one;
}

int errorOf(const std::string& how)
{
    for (const auto& [name, number] : kErrors) {
        if (how == name) {
            return number;
        }
    }
    return ENOSPC;
}

Fate Plan::take(Call kind)
{
    if (call != nameOf(kind)) {
        return Fate::Pass;
    }
    const long number = ++seen;
    if (number < nth || (number > nth && !onward)) {
        return Fate::Pass;
    }
    if (how == "kill") {
        ::syscall(SYS_kill, ::getpid(), SIGKILL);
    }
    if (how == "short" && number == nth) {
        return Fate::Short;
    }
    errno = errorOf(how);
    return Fate::Fail;
}

void Plan::write(Call kind, bool failed, const char* path) const
{
    if (log < 0) {
        return;
    }
    const auto line = std::string{nameOf(kind)} + (failed ? "! " : " ") + path + "\n";
    ::syscall(SYS_write, log, line.data(), line.size());
}

}  // namespace

std::string_view nameOf(Call call)
{
    return kNames.at(static_cast<std::size_t>(call));
}

Fate fateOf(Call call, const char* path, const char* second_path)
{
    Plan& current = plan();
    const bool first = current.watches(path);
    if (!first && !current.watches(second_path)) {
        return Fate::Pass;
    }
    const auto fate = current.take(call);
    const int error_number = errno;
    current.write(call, fate != Fate::Pass, first ? path : second_path);
    errno = error_number;
    return fate;
}

Fate fateOf(Call call, int descriptor)
{
    if (plan().folder.empty()) {
        return Fate::Pass;
    }
    const int error_number = errno;
    std::array<char, 32> link{};
    std::array<char, PATH_MAX> target{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", descriptor);
    const auto length = ::readlink(link.data(), target.data(), target.size() - 1);
    errno = error_number;
    return length > 0 ? fateOf(call, target.data()) : Fate::Pass;
}

}  // namespace palpate::faults
