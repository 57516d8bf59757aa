#pragma once

#include <string>

namespace palpate {

enum class Severity {
    Info,     ///< worth knowing
    Warning,  ///< numbers may mean less than they seem to
    Error,    ///< not as it must be
};

/// One thing that a check of a session found.
struct Finding {
    /// For scripts and the documents: "V05", "C12". A number keeps its meaning for ever.
    std::string code;
    Severity severity = Severity::Error;
    /// Of the object in the file ("/events/time_s", "/metadata@setup"), or what it is about; may be empty.
    std::string path;
    /// What is so, and what to do where something can be done.
    std::string message;
    bool operator==(const Finding&) const = default;
};

[[nodiscard]] constexpr const char* toString(Severity severity)
{
    return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "info";
}

}  // namespace palpate
