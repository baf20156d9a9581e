# Filters that jaq lacks, that it leaves to its caller, or that differ from jq's. Names that begin
# with an underscore are native; filters that replace a native filter use it under such a name.

def halt_error: error;
def halt_error($exit_code): error;
def inputs: empty;
def input: error("no more inputs");
def input_filename: null;
def have_decnum: true;
def have_literal_numbers: true;

def tostring: _tostring;
def tojson: _tojson;
def tonumber: _tonumber;
def fromjson: _fromjson;
def @text: tostring;
def @json: tojson;
def @html: tostring | escape_html;
def @uri: tostring | encode_uri;
def @urid: tostring | decode_uri;
def @base64: tostring | encode_base64;
def @base64d: tostring | . + ["", "", "==", "="][utf8bytelength % 4] | decode_base64;
def format($name):
  if $name == "text" then @text elif $name == "json" then @json
  elif $name == "csv" then @csv elif $name == "tsv" then @tsv
  elif $name == "html" then @html elif $name == "sh" then @sh
  elif $name == "uri" then @uri elif $name == "urid" then @urid
  elif $name == "base64" then @base64 elif $name == "base64d" then @base64d
  else error("\($name) is not a valid format") end;

# Paths
def _modify(paths; f): _modify_at([path(paths)]; f);
def _assign(paths; $value): _modify_at([path(paths)]; $value);
def setpath($path; $value): _modify_at([$path]; $value);
def delpaths($paths): _delpaths($paths);
def del(paths): _delpaths([path(paths)]);
def map_values(f): .[] |= f;
def walk(f): def rec: if isobject then map_values(rec) elif isarray then map(rec) else . end | f; rec;
def pick(paths): . as $in
  | reduce path(paths) as $path (null; setpath($path; $in | getpath($path)));
def leaf_paths: paths(scalars);
def toarray: if isarray then . else [.] end;

# Streams
def tostream: path(def rec: (.[]? | rec), .; rec) as $path
  | getpath($path)
  | reduce path(.[]?) as $key ([$path, .]; [$path + $key]);
def fromstream(events):
  {value: null, done: false} as $start
  | foreach events as $event ($start;
      if .done then $start end
      | if ($event | length) == 2
        then .done = ($event[0] | length == 0) | setpath(["value"] + $event[0]; $event[1])
        else .done = ($event[0] | length == 1) end;
      if .done then .value else empty end);
def truncate_stream(events): . as $depth | null | events
  | if (.[0] | length) > $depth then .[0] |= .[$depth:] else empty end;

# Generators
def range($from; $upto; $by):
  if all($from, $upto, $by; isnumber) then _range($from; $upto; $by)
  else error("range bounds must be numeric") end;
def range($from; $upto): range($from; $upto; 1);
def range($upto): range(0; $upto; 1);
def limit($n; f): if $n < 0 then error("limit does not support a negative count") else _limit($n; f) end;
def skip($n; f): if $n < 0 then error("skip does not support a negative count") else _skip($n; f) end;
def nth($n; f): if $n < 0 then error("nth does not support a negative index") else first(skip($n; f)) end;

# Arrays and objects
def IN(s): any(s == .; .);
def IN(src; s): any(src == s; .);
def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] = $row);
def INDEX(f): INDEX(.[]; f);
def JOIN($index; f): [.[] | [., $index[f]]];
def JOIN($index; stream; f): stream | [., $index[f]];
def JOIN($index; stream; f; join): stream | [., $index[f]] | join;
def join($separator):
  reduce .[] as $x (null;
    (if . == null then "" else . + $separator end)
    + ($x | if . == null then "" elif isboolean or isnumber then tostring else . end))
  // "";
def flatten($depth):
  def rec($depth): reduce .[] as $x ([];
    if ($x | isarray) and $depth > 0 then . + ($x | rec($depth - 1)) else . + [$x] end);
  if $depth < 0 then error("flatten depth must not be negative") else rec($depth) end;
def reverse: if . == null or . == "" then [] else _reverse end;
def has($key):
  if isobject and ($key | isstring | not) then error("cannot check whether an object has the key \($key)")
  elif isarray and ($key | isnumber) and $key < 0 then false
  else _has($key) end;
def contains($part):
  if type == ($part | type) then _contains($part)
  else error("cannot check whether \(tojson) contains \($part | tojson)") end;
def inside(whole): . as $part | whole | contains($part);
def from_entries: reduce .[] as $entry ({}; . + {
  ($entry | if .key == null then .k // .name // .Name // .K // .Key else .key end):
  ($entry | if has("value") then .value elif has("v") then .v else .Value end)});
def with_entries(f): to_entries | map(f) | from_entries;

# Strings
def trimstr($text): ltrimstr($text) | rtrimstr($text);
def implode:
  map(if isnumber and (. > 1114111 or (. >= 55296 and . <= 57343)) then 65533 end) | _implode;
def test($re): if ($re | isarray) then test($re[0]; $re[1] // "") else test($re; "") end;
def match($re): if ($re | isarray) then match($re[0]; $re[1] // "") else match($re; "") end;
def capture($re): if ($re | isarray) then capture($re[0]; $re[1] // "") else capture($re; "") end;

# Numbers
def gamma: lgamma;
def nearbyint: rint;

# Dates
def _date: map(floor) | . + [0, 0, 1, 0, 0, 0][length:];
def mktime: if isarray then _date end | _mktime;
def strftime($format): if isarray then _date end | _strftime($format);
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def todateiso8601: todate;
def date: todate;
# A time without a date is one of the first day of 1900.
def strptime($format):
  . as $text
  | try _strptime($format)
    catch (. as $reason
      | try ("1900-01-01 " + $text | _strptime("%Y-%m-%d " + $format)) catch error($reason));
