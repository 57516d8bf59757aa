#include "palpate/session/session_validation.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <string>

#include <hdf5.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "palpate/support/temp_dir.hpp"

#include "session_samples.hpp"

namespace palpate::session {
namespace {

using ::testing::Contains;
using ::testing::Field;

std::filesystem::path goodSession(const support::TempDir& folder)
{
    const auto path = folder / "a.h5";
    samples::makeSession(path, samples::header(6, 5, {{.row = 0, .col = 0}}), 120);
    return path;
}

void writeText(hid_t object, const char* name, const std::string& text)
{
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, text.size());
    H5Tset_strpad(type, H5T_STR_NULLPAD);
    const hid_t space = H5Screate(H5S_SCALAR);
    H5Adelete(object, name);
    const hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    H5Awrite(attribute, type, text.data());
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
}

void atObject(hid_t file, const char* path, const std::function<void(hid_t)>& change)
{
    const hid_t object = H5Oopen(file, path, H5P_DEFAULT);
    change(object);
    H5Oclose(object);
}

/// A contiguous or chunked list in place of what was there.
void replaceList(hid_t file, const char* path, hid_t type, hsize_t count, bool in_chunks, const char* units)
{
    H5Ldelete(file, path, H5P_DEFAULT);
    const hid_t space = H5Screate_simple(1, &count, nullptr);
    const hid_t properties = H5Pcreate(H5P_DATASET_CREATE);
    if (in_chunks) {
        H5Pset_chunk(properties, 1, &count);
        H5Pset_fletcher32(properties);
    }
    const hid_t dataset = H5Dcreate2(file, path, type, space, H5P_DEFAULT, properties, H5P_DEFAULT);
    const std::vector<double> zeros(count, 0.0);
    H5Dwrite(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, zeros.data());
    writeText(dataset, "units", units);
    H5Dclose(dataset);
    H5Pclose(properties);
    H5Sclose(space);
}

/// One thing that a file does otherwise, and what must be said of it.
struct Deviation {
    const char* name;
    std::function<void(hid_t file)> make;
    const char* code;
    const char* path;
    Severity severity = Severity::Error;
};

class Deviations : public ::testing::TestWithParam<Deviation> {};

TEST_P(Deviations, AreFoundWithTheirCodeAndPath)
{
    const support::TempDir folder;
    const auto path = goodSession(folder);
    const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT);
    GetParam().make(file);
    H5Fclose(file);
    const auto findings = validateSession(path);
    ASSERT_TRUE(findings) << findings.error().message;
    const auto found = std::find_if(findings->begin(), findings->end(), [](const Finding& finding) {
        return finding.code == GetParam().code && finding.path == GetParam().path;
    });
    ASSERT_NE(found, findings->end()) << findings->size() << " others";
    EXPECT_EQ(found->severity, GetParam().severity);
    EXPECT_EQ(isValid(*findings), GetParam().severity != Severity::Error);
}

const std::array kDeviations{
    Deviation{"NotASession", [](hid_t file) { H5Adelete(file, "palpate_format"); }, "V01", ""},
    Deviation{"Newer", [](hid_t file) { writeText(file, "palpate_format", "1.99.0"); }, "V01", ""},
    Deviation{"MissingDataset", [](hid_t file) { H5Ldelete(file, "frame_seq", H5P_DEFAULT); }, "V02",
              "/frame_seq"},
    Deviation{"MissingGroup", [](hid_t file) { H5Ldelete(file, "gaps", H5P_DEFAULT); }, "V02", "/gaps"},
    Deviation{"MissingAttribute",
              [](hid_t file) { H5Adelete_by_name(file, "metadata", "samples", H5P_DEFAULT); }, "V02",
              "/metadata@samples"},
    Deviation{"MissingColumn", [](hid_t file) { H5Ldelete(file, "events/nrs", H5P_DEFAULT); }, "V02",
              "/events/nrs"},
    Deviation{"MissingByCondition",
              [](hid_t file) { H5Adelete_by_name(file, "pressure", "scale_factor", H5P_DEFAULT); }, "V02",
              "/pressure@scale_factor"},
    Deviation{"MissingOfKind",
              [](hid_t file) { H5Adelete_by_name(file, "calibration", "kpa_per_count", H5P_DEFAULT); }, "V02",
              "/calibration@kpa_per_count"},
    Deviation{"GroupForDataset",
              [](hid_t file) {
                  H5Ldelete(file, "frame_seq", H5P_DEFAULT);
                  H5Gclose(H5Gcreate2(file, "frame_seq", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT));
              },
              "V03", "/frame_seq"},
    Deviation{"OtherNumbers",
              [](hid_t file) { replaceList(file, "frame_seq", H5T_STD_I64LE, 120, true, "1"); }, "V04",
              "/frame_seq"},
    Deviation{"BigEndian", [](hid_t file) { replaceList(file, "frame_seq", H5T_STD_U64BE, 120, true, "1"); },
              "V04", "/frame_seq"},
    Deviation{
        "TextForNumber",
        [](hid_t file) { atObject(file, "metadata", [](hid_t o) { writeText(o, "pitch_x_mm", "10"); }); },
        "V04", "/metadata@pitch_x_mm"},
    Deviation{"OtherLength",
              [](hid_t file) { replaceList(file, "frame_seq", H5T_STD_U64LE, 119, true, "1"); }, "V05",
              "/frame_seq"},
    Deviation{"ColumnsOfTwoLengths",
              [](hid_t file) { replaceList(file, "events/x_mm", H5T_IEEE_F64LE, 1, true, "mm"); }, "V05",
              "/events/x_mm"},
    Deviation{"OtherUnit",
              [](hid_t file) { atObject(file, "x", [](hid_t o) { writeText(o, "units", "cm"); }); }, "V06",
              "/x"},
    Deviation{"NoUnit", [](hid_t file) { H5Adelete_by_name(file, "frame_seq", "units", H5P_DEFAULT); }, "V06",
              "/frame_seq"},
    Deviation{"NotInChunks",
              [](hid_t file) { replaceList(file, "frame_seq", H5T_STD_U64LE, 120, false, "1"); }, "V07",
              "/frame_seq"},
    Deviation{"NoScale", [](hid_t file) { replaceList(file, "frame_seq", H5T_STD_U64LE, 120, true, "1"); },
              "V08", "/frame_seq"},
    Deviation{"NotUtf8",
              [](hid_t file) {
                  atObject(file, "metadata", [](hid_t o) { writeText(o, "mat_title", "Tr\xE4ger"); });
              },
              "V09", "/metadata@mat_title"},
    Deviation{"LinkElsewhere",
              [](hid_t file) {
                  H5Ldelete(file, "entry/data/x", H5P_DEFAULT);
                  H5Lcreate_soft("/y", file, "entry/data/x", H5P_DEFAULT, H5P_DEFAULT);
              },
              "V10", "/entry/data/x"},
    Deviation{
        "SomethingElse",
        [](hid_t file) { H5Gclose(H5Gcreate2(file, "my_notes", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT)); },
        "V11", "/my_notes", Severity::Warning},
    Deviation{"TooYoung",
              [](hid_t file) {
                  writeText(file, "palpate_format", "1.2.0");
                  writeText(file, "Conventions", "CF-1.10 Palpate-1.2");
              },
              "V12", "/outcomes", Severity::Warning},
    Deviation{"WordThatIsNotAllowed",
              [](hid_t file) { atObject(file, "metadata", [](hid_t o) { writeText(o, "side", "middle"); }); },
              "V14", "/metadata@side"},
    Deviation{"ChecksumsOfOtherFrames",
              [](hid_t file) { replaceList(file, "integrity/pressure_crc32", H5T_STD_U32LE, 3, true, "1"); },
              "V05", "/integrity/pressure_first_frame"},
};

INSTANTIATE_TEST_SUITE_P(Each, Deviations, ::testing::ValuesIn(kDeviations),
                         [](const auto& of) { return std::string{of.param.name}; });

TEST(SessionValidation, GoodSessionsOfEveryVersionHaveNoFinding)
{
    const support::TempDir folder;
    const std::filesystem::path fixtures{PALPATE_SOURCE_DIR "/tests/unit/session/fixtures"};
    std::vector<std::filesystem::path> paths{goodSession(folder)};
    for (const auto& entry : std::filesystem::directory_iterator{fixtures}) {
        paths.push_back(entry.path());
    }
    EXPECT_GE(paths.size(), 4U);
    for (const auto& path : paths) {
        const auto findings = validateSession(path);
        ASSERT_TRUE(findings) << findings.error().message;
        for (const Finding& finding : *findings) {
            ADD_FAILURE() << path << ": " << finding.code << " " << finding.path << " " << finding.message;
        }
    }
}

TEST(SessionValidation, WhatIsNoFileIsAnErrorAndWhatIsNoSessionAFinding)
{
    const support::TempDir folder;
    EXPECT_FALSE(validateSession(folder / "none.h5"));
    samples::writeBytes(folder / "text.h5", {'n', 'o', 't', ' ', 'h', 'd', 'f'});
    const auto findings = validateSession(folder / "text.h5");
    ASSERT_TRUE(findings);
    EXPECT_THAT(*findings, Contains(Field(&Finding::code, "V01")));
}

}  // namespace
}  // namespace palpate::session
