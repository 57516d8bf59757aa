# Writes OUTPUT, a source file that holds the version of the methods: a checksum of the sources that decide what
# numbers come out. Results that were computed by others are not current.
# cmake -DROOT=... -DOUTPUT=... -P MethodsVersion.cmake
file(GLOB_RECURSE sources RELATIVE "${ROOT}" "${ROOT}/core/*.?pp" "${ROOT}/analysis/*.?pp")
list(APPEND sources live/src/session_analysis.cpp)
list(SORT sources)
set(all "")
foreach(source IN LISTS sources)
    file(SHA256 "${ROOT}/${source}" checksum)
    string(APPEND all "${source} ${checksum}\n")
endforeach()
string(SHA256 version "${all}")
string(SUBSTRING "${version}" 0 16 version)
file(WRITE "${OUTPUT}" "#include \"methods_version.hpp\"

namespace palpate::live {

std::string_view methodsVersion()
{
    return \"${version}\";
}

}  // namespace palpate::live
")
