#pragma once

#include <cstddef>
#include <cstdint>

#include "palpate/acquisition/mat_profile.hpp"

namespace palpate::fuzzing {

/// Decodes the bytes whole and in pieces and asserts what must hold for any input: the same frames, the mat's
/// shape, rising numbers, every byte accounted for.
void checkDecoder(acquisition::Protocol protocol, int bit_depth, const std::uint8_t* data, std::size_t size);

}  // namespace palpate::fuzzing
