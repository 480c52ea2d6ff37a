package io.sluice.launcher;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludePackageInfos;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.PolicyType;
import java.util.Set;

/** The rules that keep the parts apart, D1 to D11 of docs/architecture.md; the text after "because" is the remedy. */
@AnalyzeClasses(
        packages = "io.sluice",
        importOptions = {DoNotIncludeTests.class, DoNotIncludeTestJars.class, DoNotIncludePackageInfos.class})
class ArchitectureTest {
    private static final String SCHEMA = "io.sluice.core.schema..";
    private static final String ADDRESS = "io.sluice.core.address..";
    private static final String POLICY = "io.sluice.core.policy..";
    private static final String EXPRESSION = "io.sluice.core.expression..";
    private static final String OBSERVE = "io.sluice.core.observe..";
    private static final String RUNTIME = "io.sluice.core.runtime..";
    private static final String PROXY = "io.sluice.core.proxy..";
    private static final String POLICIES = "io.sluice.policies..";
    private static final String CONFIG = "io.sluice.config..";
    private static final String LAUNCHER = "io.sluice.launcher..";
    private static final String[] LOOP_CODE = {PROXY, POLICY, POLICIES};

    @ArchTest
    static final ArchRule d1PoliciesKnowOnlyTheSpi = noClasses()
            .that()
            .resideInAPackage(POLICIES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PROXY, RUNTIME, CONFIG, LAUNCHER)
            .because("a policy gets all it needs from Exchange and PolicyContext; what is missing belongs there")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule d2ConfigLearnsPoliciesAsValues = noClasses()
            .that()
            .resideInAPackage(CONFIG)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(POLICIES, PROXY, LAUNCHER)
            .because("the loader is handed PolicyType values by Wiring and must not name a policy")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule d3CoreStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.sluice.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    CONFIG, POLICIES, LAUNCHER, "org.yaml..", "com.fasterxml..", "com.nimbusds..", "com.google.gson..")
            .because("files are read in io.sluice.config; the engine takes finished objects");

    @ArchTest
    static final ArchRule d3SchemaIsPlainJava =
            onlyDependOn(SCHEMA, "annotations of a record need nothing but the JDK", SCHEMA);

    @ArchTest
    static final ArchRule d3PolicyIsASmallSpi = onlyDependOn(
            POLICY,
            "each further type here is one more thing every policy author has to know",
            POLICY,
            SCHEMA,
            "io.netty.buffer..",
            "io.netty.util.concurrent..",
            "io.netty.handler.codec.http..");

    @ArchTest
    static final ArchRule d3ObserveCountsOnly =
            onlyDependOn(OBSERVE, "counters are told what happened and ask nobody", OBSERVE, POLICY);

    @ArchTest
    static final ArchRule d3OnePlaceChoosesTheProviderOfSignatures = noClasses()
            .that()
            .resideOutsideOfPackage("io.sluice.core.crypto..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.amazon.corretto..")
            .because("whether there is native code is decided once, by NativeCrypto");

    @ArchTest
    static final ArchRule d3RuntimeIsThePlan = onlyDependOn(
            RUNTIME,
            "the plan is read by the engine and must not call it",
            RUNTIME,
            ADDRESS,
            OBSERVE,
            POLICY,
            SCHEMA,
            "com.google.re2j..",
            "io.netty.handler.ssl..",
            "io.netty.handler.codec.http..",
            "io.netty.util..");

    @ArchTest
    static final ArchRule d3ExpressionsSeeTheExchangeOnly = noClasses()
            .that()
            .resideInAPackage(EXPRESSION)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(OBSERVE, RUNTIME, PROXY)
            .because("an expression is a function of the exchange it is given");

    @ArchTest
    static final ArchRule d4NoCycles = slices().matching("io.sluice.(**)")
            .should()
            .beFreeOfCycles()
            .because("two packages that need each other are one package, or need a third");

    @ArchTest
    static final ArchRule nobodyImportsLauncher = noClasses()
            .that()
            .resideOutsideOfPackage(LAUNCHER)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LAUNCHER)
            .because("the launcher wires the others together; pass the object in instead");

    @ArchTest
    static final ArchRule d5NoLocks = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(LOOP_CODE)
            .should()
            .notHaveModifier(JavaModifier.SYNCHRONIZED)
            .because("state belongs to one loop; share with an atomic or a PerLoop instead");

    @ArchTest
    static final ArchRule d5NoThreads = noClasses()
            .that()
            .resideInAnyPackage(LOOP_CODE)
            .should()
            .dependOnClassesThat(threading())
            .because(
                    "everything runs on the loop of the exchange; wait with Exchange.after, schedule on Exchange.loop");

    @ArchTest
    static final ArchRule d5NothingBlocks = noClasses()
            .that()
            .resideInAnyPackage(LOOP_CODE)
            .and(areNotTheDoorFromOutside())
            .should()
            .callMethodWhere(blocking())
            .because("a loop that waits stops every connection it serves; use Exchange.after or a listener");

    @ArchTest
    static final ArchRule d5NoWallClock = noClasses()
            .that()
            .resideInAnyPackage(LOOP_CODE)
            .and()
            .doNotHaveFullyQualifiedName("io.sluice.core.policy.Exchange")
            .and()
            .doNotHaveFullyQualifiedName("io.sluice.core.proxy.Report")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests cannot move the wall clock; use Exchange.nanoTime or Exchange.epochMillis");

    @ArchTest
    static final ArchRule d5NoFormat = noClasses()
            .that()
            .resideInAnyPackage(LOOP_CODE)
            .should()
            .callMethodWhere(target(owner(assignableTo(String.class)))
                    .and(target(name("format")).or(target(name("formatted")))))
            .because("formatting parses its pattern each time; concatenate");

    @ArchTest
    static final ArchRule d6NoGlobalState = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal()
            .because("two gateways in one JVM must not meet; make it a field of an object that Wiring creates");

    @ArchTest
    static final ArchRule d6EnvironmentIsReadInTwoPlaces = noClasses()
            .that()
            .resideOutsideOfPackage(LAUNCHER)
            .and()
            .doNotHaveFullyQualifiedName("io.sluice.config.SecretResolver")
            .should()
            .callMethodWhere(target(owner(assignableTo(System.class)))
                    .and(target(name("getenv")).or(target(name("getProperty")))))
            .because("what is not in a file or on the command line is invisible to an operator; pass it in");

    @ArchTest
    static final ArchRule d7ReflectionBindsRecordsOnly = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.sluice.config.RecordBinder")
            .and()
            .doNotHaveFullyQualifiedName("io.sluice.config.SchemaWriter")
            .and()
            .doNotHaveFullyQualifiedName("io.sluice.launcher.Signals")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect..")
            .because(
                    "what only reflection can do belongs into RecordBinder, and what the compiler lets nobody name into Signals;"
                            + " otherwise use an interface");

    @ArchTest
    static final ArchRule d8ThePlanIsImmutable = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage(RUNTIME)
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveSimpleName("Search")
            .should()
            .beFinal()
            .because("a snapshot is read by all loops at once; what changes belongs to a Worker");

    @ArchTest
    static final ArchRule d8ThePlanIsNotExtended = classes()
            .that()
            .resideInAPackage(RUNTIME)
            .and()
            .areNotInterfaces()
            .and()
            .areNotAnonymousClasses()
            .should()
            .haveModifier(JavaModifier.FINAL)
            .orShould()
            .beEnums()
            .because("the plan is made of records, enums and final classes");

    @ArchTest
    static final ArchRule d9PoliciesLookAlike = classes()
            .that()
            .resideInAPackage(POLICIES)
            .and()
            .implement(Policy.class)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .andShould()
            .haveSimpleNameEndingWith("Policy")
            .andShould(describeThemselves())
            .because("the loader, the documentation and the tests find a policy by its TYPE and its record Config")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule d10BuffersHaveOneOwner = noClasses()
            .that()
            .resideInAPackage("io.sluice..")
            .should()
            .callMethodWhere(target(owner(assignableTo("io.netty.util.ReferenceCounted")))
                    .and(target(name("refCnt")).or(releaseOfMany())))
            .because("the owner releases once; who has to ask does not know who owns the buffer");

    @ArchTest
    static final ArchRule d11NamesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager|Factory)")
            .because("such a name says that nobody knew what the thing is; name it for what it does");

    @ArchTest
    static final ArchRule d11NothingIsProtected = members()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("io.sluice..")
            .and()
            .areDeclaredInClassesThat()
            .doNotHaveSimpleName("PolicyWalk")
            .and(overrideNothing())
            .should()
            .notHaveModifier(JavaModifier.PROTECTED)
            .because("code is shared by composition: pass the other object in");

    private static ArchRule onlyDependOn(String origin, String because, String... allowed) {
        String[] all = new String[allowed.length + 2];
        System.arraycopy(allowed, 0, all, 2, allowed.length);
        all[0] = "java..";
        all[1] = "org.jspecify..";
        return classes()
                .that()
                .resideInAPackage(origin)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(all)
                .because(because);
    }

    /** The two classes that are called by the thread which starts and stops the process, and may block that one. */
    private static DescribedPredicate<JavaClass> areNotTheDoorFromOutside() {
        return DescribedPredicate.describe(
                "are not called from outside the loops",
                type -> !type.getName().matches("io\\.sluice\\.core\\.proxy\\.(GatewayServer|Listeners)(\\$.*)?"));
    }

    private static DescribedPredicate<JavaMember> overrideNothing() {
        return DescribedPredicate.describe(
                "override nothing",
                member -> member.getOwner().getAllRawSuperclasses().stream()
                        .flatMap(type -> type.getMethods().stream())
                        .noneMatch(method -> method.getName().equals(member.getName())));
    }

    private static DescribedPredicate<JavaClass> threading() {
        Set<String> names = Set.of(
                "java.lang.Thread",
                "java.util.concurrent.Executor",
                "java.util.concurrent.Executors",
                "java.util.concurrent.ExecutorService",
                "java.util.concurrent.ScheduledExecutorService",
                "java.util.concurrent.CompletableFuture");
        return DescribedPredicate.describe(
                "are locks, threads or executors of the JDK",
                type -> names.contains(type.getName())
                        || type.getPackageName().startsWith("java.util.concurrent.locks"));
    }

    private static DescribedPredicate<JavaCall<?>> blocking() {
        Set<String> names =
                Set.of("get", "join", "sync", "syncUninterruptibly", "await", "awaitUninterruptibly", "wait", "sleep");
        return DescribedPredicate.describe(
                "waits for a future or a thread",
                call -> names.contains(call.getTarget().getName())
                        && (call.getTargetOwner().isAssignableTo(java.util.concurrent.Future.class)
                                || call.getTargetOwner().isAssignableTo(Thread.class)));
    }

    private static DescribedPredicate<JavaCall<?>> releaseOfMany() {
        return DescribedPredicate.describe(
                "release(int)",
                call -> call.getTarget().getName().equals("release")
                        && !call.getTarget().getRawParameterTypes().isEmpty());
    }

    private static ArchCondition<JavaClass> describeThemselves() {
        return new ArchCondition<>("have a public static final TYPE and a nested record Config") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean complete = type.tryGetField("TYPE")
                                .filter(field -> field.getRawType().isEquivalentTo(PolicyType.class)
                                        && field.getModifiers()
                                                .containsAll(Set.of(
                                                        JavaModifier.PUBLIC, JavaModifier.STATIC, JavaModifier.FINAL)))
                                .isPresent()
                        && nestedConfig(type);
                events.add(new SimpleConditionEvent(type, complete, type.getName() + " lacks TYPE or Config"));
            }
        };
    }

    private static boolean nestedConfig(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(JavaClass::isRecord)
                .anyMatch(other -> other.getName().equals(type.getName() + "$Config"));
    }
}
