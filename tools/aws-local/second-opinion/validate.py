"""Validates resources' inputs against botocore's models of AWS's APIs.

Standard input: JSON, a list of {"type", "urn", "id", "inputs"}. Standard output: JSON,
{"botocore", "types": [{"type", "operations", "resources", "parameters", "failures": [{"urn", "operation", "message"}],
"notMapped": [property]}], "notCovered": [type]}. botocore's ParamValidator checks types, required and unknown parameters and
smallest sizes; enumerations, patterns and largest sizes are in the models too, and are checked here.
"""

import json
import re
import sys

import botocore
import botocore.session
from botocore.validate import ParamValidator

from mapping import NotMapped, TYPES

SECRET = "$secretDigest"
OUTSIDE = {"region", "__defaults"}
SESSION = botocore.session.Session()
MODELS = {}


def model(service):
    if service not in MODELS:
        MODELS[service] = SESSION.get_service_model(service)
    return MODELS[service]


def member(shape, name):
    """The member of a structure that has this name, whatever its case."""
    for candidate in shape.members:
        if candidate.casefold() == name.casefold():
            return candidate
    return None


def convert(value, shape, text_booleans):
    """Nested properties as the API names them. What it does not have stays as it is, and fails."""
    if shape is None:
        return value
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        result = {}
        for key, inner in value.items():
            name = member(shape, key)
            result[name or key] = convert(inner, shape.members[name] if name else None, text_booleans)
        return result
    if kind == "list" and isinstance(value, list):
        return [convert(inner, shape.member, text_booleans) for inner in value]
    if kind == "map" and isinstance(value, dict):
        return {key: convert(inner, shape.value, text_booleans) for key, inner in value.items()}
    if kind == "boolean" and text_booleans and value in ("true", "false"):
        return value == "true"
    # JSON has one kind of number.
    if kind in ("integer", "long") and isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def merge(left, right):
    for key, value in right.items():
        if isinstance(value, dict) and isinstance(left.get(key), dict):
            merge(left[key], value)
        else:
            left[key] = value


def tag_parameters(kind, tags, shape):
    pairs = [{"Key": key, "Value": value} for key, value in tags.items()]
    if kind == "list":
        return {"Tags": pairs}
    if kind == "kms":
        return {"Tags": [{"TagKey": key, "TagValue": value} for key, value in tags.items()]}
    if kind == "map":
        return {member(shape, "tags") or "tags": tags}
    return {"TagSpecifications": [{"ResourceType": kind, "Tags": pairs}]}


def beyond(value, shape, path):
    """What the model says beyond what ParamValidator checks."""
    kind = shape.type_name
    if kind == "structure" and isinstance(value, dict):
        for key, inner in value.items():
            if key in shape.members:
                yield from beyond(inner, shape.members[key], f"{path}.{key}" if path else key)
    elif kind == "list" and isinstance(value, list):
        yield from too_many(len(value), shape, path, "entries")
        for index, inner in enumerate(value):
            yield from beyond(inner, shape.member, f"{path}[{index}]")
    elif kind == "map" and isinstance(value, dict):
        yield from too_many(len(value), shape, path, "entries")
        for key, inner in value.items():
            yield from beyond(key, shape.key, f"{path} (key {key})")
            yield from beyond(inner, shape.value, f"{path}.{key}")
    elif kind in ("integer", "long") and isinstance(value, int):
        yield from too_many(value, shape, path, "as value")
    elif kind == "string" and isinstance(value, str):
        yield from too_many(len(value), shape, path, "characters")
        allowed = shape.enum
        if allowed and value not in allowed:
            yield f"{path}: {json.dumps(value)} is none of {', '.join(allowed)}"
        pattern = shape.metadata.get("pattern")
        if pattern is not None and not matches(pattern, value):
            yield f"{path}: does not match {pattern}"


def too_many(count, shape, path, what):
    largest = shape.metadata.get("max")
    if largest is not None and count > largest:
        yield f"{path}: {count} {what}, at most {largest}"


def matches(pattern, value):
    # The patterns are Java's; Python knows its classes of characters by other names.
    names = {"\\p{L}": "\\w", "\\p{Z}": "\\s", "\\p{N}": "\\d", "\\p{S}": "$+<=>^`|~", "\\p{P}": "!-/:-@\\[-`{-~", "\\p{M}": ""}
    for java, python in names.items():
        pattern = pattern.replace(java, python)
    try:
        return re.search(f"^(?:{pattern})$", value) is not None
    except re.error:
        return True


def parameters_of(mapping, resource, not_mapped):
    """The parameters of each call, as far as the inputs say anything for it."""
    inputs = {
        key: value
        for key, value in resource["inputs"].items()
        if key not in OUTSIDE and not (isinstance(value, dict) and SECRET in value)
    }
    shapes = [model(call.service).operation_model(call.operation).input_shape for call in mapping.calls]
    calls = [{} for _ in mapping.calls]
    used = [False] * len(calls)
    for key, value in inputs.items():
        found = key in mapping.not_sent or (key == "tags" and "tagsAll" in inputs)
        if key == "tagsAll" and mapping.tags != "none":
            if value:
                merge(calls[0], tag_parameters(mapping.tags, value, shapes[0]))
            found = True
        for index, call in enumerate(mapping.calls):
            if key not in call.fields:
                continue
            target = call.fields[key]
            try:
                merge(calls[index], {target: value} if isinstance(target, str) else target(value, inputs))
            except NotMapped as problem:
                not_mapped.add(f"{key} ({problem})")
            used[index] = found = True
        if not found:
            name = member(shapes[0], key)
            if name is None:
                not_mapped.add(key)
            else:
                merge(calls[0], {name: value})
    # Of a secret there is only a digest. That it is given is known; its text is not.
    for key in resource["inputs"].keys() - inputs.keys() - set(OUTSIDE):
        name = member(shapes[0], key)
        if name in shapes[0].required_members:
            calls[0].setdefault(name, "secret")
    known = {**inputs, "id": resource["id"], "ids": [resource["id"]]}
    for index, call in enumerate(mapping.calls):
        if index > 0 and not used[index]:
            continue
        fixed = {parameter: known[key] for parameter, key in call.fixed.items() if key in known}
        yield call, shapes[index], convert({**call.defaults, **fixed, **calls[index]}, shapes[index], mapping.text_booleans)


def count(value):
    if isinstance(value, dict):
        return sum(count(inner) for inner in value.values())
    return sum(count(inner) for inner in value) if isinstance(value, list) else 1


def opinion(type_, resources):
    operations, failures, not_mapped, parameters = set(), [], set(), 0
    for resource in resources:
        mapping = TYPES[type_]
        if callable(mapping):
            try:
                mapping = mapping(resource["inputs"])
            except NotMapped as problem:
                not_mapped.add(str(problem))
                continue
        for call, shape, given in parameters_of(mapping, resource, not_mapped):
            operation = f"{call.service}:{call.operation}"
            operations.add(operation)
            parameters += count(given)
            report = ParamValidator().validate(given, shape).generate_report()
            messages = [line for line in report.split("\n") if line] + list(beyond(given, shape, ""))
            failures += [{"urn": resource["urn"], "operation": operation, "message": text} for text in messages]
    return {
        "type": type_,
        "operations": sorted(operations),
        "resources": len(resources),
        "parameters": parameters,
        "failures": failures,
        "notMapped": sorted(not_mapped),
    }


def main():
    by_type = {}
    for resource in json.load(sys.stdin):
        by_type.setdefault(resource["type"], []).append(resource)
    covered = sorted(type_ for type_ in by_type if type_ in TYPES)
    result = {
        "botocore": botocore.__version__,
        "types": [opinion(type_, by_type[type_]) for type_ in covered],
        "notCovered": sorted(type_ for type_ in by_type if type_ not in TYPES),
    }
    json.dump(result, sys.stdout)


main()
