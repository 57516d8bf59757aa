#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace palpate {

enum class ErrorCode {
    InvalidArgument,
    NotFound,
    AlreadyExists,
    Io,
    Corrupt,
    UnsupportedVersion,
    Busy,
    Timeout,
    Disconnected,
    Cancelled,
};

/// What went wrong, in one line for the user: what, where (file, line or byte, device) and what to do.
struct [[nodiscard]] Error {
    ErrorCode code = ErrorCode::Io;
    std::string message;
};

/// For everything that can fail because of the world (device, file, user input). Bugs are PALPATE_ASSERT.
template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail(ErrorCode::NotFound, "...")` in a function that returns any Result.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message)
{
    return tl::make_unexpected(Error{.code = code, .message = std::move(message)});
}

/// Hands the error of one Result on to another.
inline tl::unexpected<Error> fail(Error error)
{
    return tl::make_unexpected(std::move(error));
}

}  // namespace palpate
