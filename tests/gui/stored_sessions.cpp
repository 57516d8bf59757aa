#include "stored_sessions.hpp"

#include <cmath>
#include <cstdint>

#include <gtest/gtest.h>

#include "palpate/core/session_header.hpp"
#include "palpate/session/finalize.hpp"
#include "palpate/session/journal_writer.hpp"

namespace palpate::gui::made {

MatGeometry squareMat()
{
    return MatGeometry::create(40, 40, Length{15.0}, Length{15.0}).value();
}

std::vector<Bump> client(double dx_mm, double dy_mm)
{
    std::vector<Bump> load{{.place = {.x_mm = 120.0, .y_mm = 90.0}, .radius_mm = 45.0, .peak_kpa = 12.0},
                           {.place = {.x_mm = 230.0, .y_mm = 110.0}, .radius_mm = 35.0, .peak_kpa = 18.0},
                           {.place = {.x_mm = 170.0, .y_mm = 230.0}, .radius_mm = 55.0, .peak_kpa = 10.0},
                           {.place = {.x_mm = 250.0, .y_mm = 290.0}, .radius_mm = 30.0, .peak_kpa = 20.0}};
    for (Bump& bump : load) {
        bump.place.x_mm += dx_mm;
        bump.place.y_mm += dy_mm;
    }
    return load;
}

std::filesystem::path writeSession(const std::filesystem::path& path, const std::vector<Bump>& load)
{
    constexpr double kKpaPerCount = 0.01;
    constexpr std::uint64_t kFrames = 30;
    const MatGeometry mat = squareMat();
    CountArray counts(mat.rows(), mat.cols());
    for (int row = 0; row < mat.rows(); ++row) {
        for (int col = 0; col < mat.cols(); ++col) {
            const MatPoint centre = mat.centreOf(row, col);
            double kpa = 0.0;
            for (const Bump& bump : load) {
                const double r =
                    std::hypot(centre.x_mm - bump.place.x_mm, centre.y_mm - bump.place.y_mm) / bump.radius_mm;
                kpa += bump.peak_kpa * std::exp(-r * r);
            }
            counts(row, col) = static_cast<std::uint16_t>(std::lround(kpa / kKpaPerCount));
        }
    }
    const SessionHeader header{.info = {.session_id = path.stem().string(),
                                        .mat_id = "test",
                                        .setup = SetUp::MatBetween,
                                        .client_code = "P-0417"},
                               .geometry = mat,
                               .calibration = {.curve = LinearCalibration{.kpa_per_count = kKpaPerCount}}};
    {
        auto journal = session::JournalWriter::create(path, header, false).value();
        for (std::uint64_t frame = 0; frame < kFrames; ++frame) {
            const RawFrame raw{
                .stamp = {.sequence = frame, .time = fromSeconds(0.1 * static_cast<double>(frame))},
                .counts = counts};
            EXPECT_TRUE(journal.append(raw));
        }
        EXPECT_TRUE(journal.appendEnd({.frames_ok = kFrames}));
        EXPECT_TRUE(journal.sync());
    }
    EXPECT_TRUE(session::finalizeJournal(path.string() + ".journal", false));
    return path;
}

}  // namespace palpate::gui::made
